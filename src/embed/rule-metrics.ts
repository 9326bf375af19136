import type { Rule, RuleIndex, Severity } from '../engine/rule.ts';
import { NEVER_HIT } from '../profiler/metrics-table.ts';
import type { SharedMetrics } from '../profiler/shared-metrics.ts';
import { type RuleType, ruleType } from '../report/rule-type.ts';
import { p99LatencyNs } from '../top/source/tail-latency.ts';

/**
 * What one rule cost and found since the engine began: the figures that the live view shows. Plain data. Null is what
 * was not measured, or what rules of its kind do not have; never zero.
 */
export interface RuleMetrics {
  readonly ruleId: string;
  readonly ruleName: string;
  readonly type: RuleType;
  readonly severity: Severity;
  /** Time spent in the rule. */
  readonly cpuTimeNs: number;
  /** What it holds: measured for Lua (on wasmoon) and Wasm, an estimate for the others. */
  readonly memoryBytes: number | null;
  readonly peakMemoryBytes: number | null;
  /** Events of its category. */
  readonly offered: number;
  /** Events its predicate ran on, after the index had ruled others out. */
  readonly evaluations: number;
  /** Events its predicate held for. */
  readonly matches: number;
  readonly alerts: number;
  /** Alerts per event offered; null before the first. */
  readonly alertRate: number | null;
  /** CPU time per evaluation; null before the first. */
  readonly averageLatencyNs: number | null;
  /** Of single evaluations, of which a random share is timed; null before there are enough. */
  readonly p99LatencyNs: number | null;
  /** Faults of a Lua or Wasm rule. */
  readonly errors: number;
  /** Whether it was taken out for them. */
  readonly quarantined: boolean;
  /** Event time of the latest alert, nanoseconds since 1970; null before the first. */
  readonly lastHitNs: bigint | null;
  /** What a sequence or sample remembers. */
  readonly partialMatches: number | null;
}

/** The figures of one rule as they are now. */
export function readRuleMetrics(
  { id, name, kind, severity }: Rule,
  rule: RuleIndex,
  { rules: table, latency }: Pick<SharedMetrics, 'rules' | 'latency'>,
): RuleMetrics {
  const offered = table.offered[rule]!;
  const evaluations = table.evaluations[rule]!;
  const alerts = table.alerts[rule]!;
  const cpuTimeNs = table.cpuTimeNs[rule]!;
  const lastHitNs = table.lastHitNs[rule]!;
  return {
    ruleId: id,
    ruleName: name,
    type: ruleType(kind),
    severity,
    cpuTimeNs,
    memoryBytes: measured(table.memoryBytes[rule]!),
    peakMemoryBytes: measured(table.peakMemoryBytes[rule]!),
    offered,
    evaluations,
    matches: table.matches[rule]!,
    alerts,
    alertRate: offered === 0 ? null : alerts / offered,
    averageLatencyNs: evaluations === 0 ? null : cpuTimeNs / evaluations,
    p99LatencyNs: p99LatencyNs(latency.bucketsOf(rule), latency.timed(rule), latency.maxNs[rule]!),
    errors: table.errors[rule]!,
    quarantined: table.quarantined[rule]! > 0,
    lastHitNs: lastHitNs === NEVER_HIT ? null : lastHitNs,
    partialMatches: measured(table.partialMatches[rule]!),
  };
}

/** The table says NaN of what a rule does not have. */
function measured(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
