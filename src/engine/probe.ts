import type { FieldIndex } from './batch/column-store.ts';
import type { EvaluationTimer } from './evaluation-timer.ts';
import type { PredicateUsage } from './predicate/predicate.ts';
import type { RuleFault } from './predicate/predicate-fault.ts';
import type { RuleIndex } from './rule.ts';
import type { RuleState } from './sequence/rule-state.ts';

/** Where time goes outside rules. */
export const PHASES = [
  'read',
  'decode',
  'extract',
  'index',
  'sequence',
  'collect',
  'gc',
  'profiler',
] as const;

export type Phase = (typeof PHASES)[number];

/**
 * What the engine tells whoever listens. The engine reads no clock and keeps no figures: with no probe
 * attached it does not measure at all, so that "off" is a real baseline.
 *
 * Time belongs to whoever was entered last. Every call ends the span before it, so spans can neither overlap
 * nor leave gaps, and their sum is the wall time by construction.
 */
export interface Probe {
  /** From now on time belongs to a phase. */
  enterPhase(phase: Phase): void;
  /** From now on time belongs to a rule. */
  enterRule(rule: RuleIndex): void;
  /** From now on time belongs to the phase `extract`, and within it to a field that rules share. */
  enterField(field: FieldIndex): void;
  /** Times single evaluations; undefined: none are. */
  readonly timer?: EvaluationTimer | undefined;
  /** So much of the time that was a rule's until now went into timing single evaluations. */
  ruleWasTimed(rule: RuleIndex, timingNs: number): void;
  /** So many cells of a field were filled that were not there before. */
  fieldRead(field: FieldIndex, cells: number): void;
  /**
   * A rule has seen a batch: `offered` events of its category, its predicate ran on `evaluated` of them and
   * held for `matched`. Rules that ran on nothing are reported too, so that offers add up; those that were offered
   * nothing may be left out.
   */
  ruleSawBatch(rule: RuleIndex, offered: number, evaluated: number, matched: number): void;
  /**
   * A step of a sequence or sample has seen a batch, counted as above. Steps are numbered as written, from 0;
   * equal steps are evaluated once and each tells the same.
   */
  stepSawBatch(rule: RuleIndex, step: number, evaluated: number, matched: number): void;
  /** What a sequence or sample remembers after a batch. */
  ruleHoldsState(rule: RuleIndex, state: RuleState): void;
  /** What a Lua or Wasm rule uses, after a batch. */
  ruleUses(rule: RuleIndex, usage: PredicateUsage): void;
  /** A Lua or Wasm rule did something wrong. */
  ruleFaulted(rule: RuleIndex, fault: RuleFault): void;
  /** A rule raised an alert; `timeNs` is the event's own time since 1970, undefined where it has none. */
  alertRaised(rule: RuleIndex, timeNs: bigint | undefined): void;
}
