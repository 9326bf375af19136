import type { Rule } from '../engine/rule.ts';
import type { MemoryGrowth } from '../profiler/memory/memory-findings.ts';
import type { FilterCensus } from './census/census-findings.ts';

/** Evaluations of one step of a sequence or sample, and how often it held. */
export interface StepFigures {
  readonly evaluations: number;
  readonly matches: number;
}

/** All that advice about one rule may rest on. */
export interface RuleEvidence {
  readonly rule: Rule;
  readonly cpuTimeNs: number;
  /** Of all rules together. */
  readonly allRulesNs: number;
  readonly offered: number;
  readonly evaluations: number;
  readonly matches: number;
  readonly alerts: number;
  /** Taken out of the run. */
  readonly quarantined: boolean;
  /** Of a sequence or sample, as written. */
  readonly steps: readonly StepFigures[];
  /** Of a sequence; null for other rules. */
  readonly peakPartialMatches: number | null;
  /** Of a Lua or Wasm rule; null for other rules. */
  readonly hostCalls: number | null;
  /** Undefined where its state does not leak, or where that is not known. */
  readonly leak: MemoryGrowth | undefined;
  /** One for each of its filters; empty where it was not looked at. */
  readonly census: readonly FilterCensus[];
}
