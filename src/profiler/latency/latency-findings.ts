import type { Interval } from '../statistics/interval.ts';
import { bucketStartNs } from './latency-buckets.ts';
import { latencyQuantile } from './latency-quantiles.ts';
import type { LatencyTable } from './latency-table.ts';

/** The percentiles of a report, as shares. */
export const LATENCY_QUANTILES = { p50: 0.5, p90: 0.9, p99: 0.99, p999: 0.999 } as const;

export type LatencyQuantileName = keyof typeof LATENCY_QUANTILES;

/** What the timed evaluations of one rule say; nanoseconds. What there are too few of is null. */
export interface RuleLatency {
  /** Evaluations timed, the cold ones left out. */
  readonly timedEvaluations: number;
  readonly quantilesNs: Readonly<Record<LatencyQuantileName, number | null>>;
  /** 95 % intervals of the percentiles, widened by what timing may have cost more or less than was subtracted. */
  readonly intervalsNs: Readonly<Record<LatencyQuantileName, Interval | null>>;
  readonly maxNs: number | null;
  /** The number in the stream of the event that took longest. */
  readonly slowestEvent: number | null;
  readonly averageMatchNs: number | null;
  readonly averageNoMatchNs: number | null;
  /** Mean of its very first evaluations, which are in no other figure. */
  readonly coldNs: number | null;
  /** Where each bucket that has any begins, nanoseconds, and how many timed evaluations are in it; ascending. */
  readonly histogram: readonly (readonly [fromNs: number, count: number])[];
}

/** How the timing went: what the instrument says of itself. */
export interface TimingDescription {
  /** Evaluations timed over all evaluations of the run, 0 to 1; null where there were none. */
  readonly timedShare: number | null;
  readonly timedEvaluations: number;
  readonly coldEvaluations: number;
  /** What was subtracted from an evaluation of an EQL condition at the end of the run; nanoseconds. */
  readonly lapNs: number;
  /** The same, as measured before the run. */
  readonly lapBeforeRunNs: number;
  /** What timing may cost, as a share of the engine's time, and what it cost by its own estimate: nanoseconds. */
  readonly budget: number;
  readonly spentNs: number;
}

export interface LatencyFindings {
  /** By rule, in the pack's order. */
  readonly rules: readonly RuleLatency[];
  /** Null while the run goes on, for whoever sees the table only. */
  readonly description: TimingDescription | null;
}

/** What a table says by now, which another thread may be writing; takes some 40 microseconds a rule. */
export function latencySoFar(table: LatencyTable): LatencyFindings {
  const rules = Array.from({ length: table.ruleCount }, (_, rule) => ruleLatency(table, rule));
  return { rules, description: null };
}

/** What a table says of one rule. */
export function ruleLatency(table: LatencyTable, rule: number): RuleLatency {
  const timedEvaluations = table.timed(rule);
  const buckets = table.bucketsOf(rule);
  const maxNs = table.maxNs[rule]!;
  const read = (quantile: number) => latencyQuantile(buckets, maxNs, quantile);
  const { p50, p90, p99, p999 } = LATENCY_QUANTILES;
  const quantiles = { p50: read(p50), p90: read(p90), p99: read(p99), p999: read(p999) };
  const each = <T>(of: (name: LatencyQuantileName) => T) => ({
    p50: of('p50'),
    p90: of('p90'),
    p99: of('p99'),
    p999: of('p999'),
  });
  return {
    timedEvaluations,
    quantilesNs: each((name) => quantiles[name]?.valueNs ?? null),
    intervalsNs: each((name) => doubted(table, rule, quantiles[name]?.intervalNs)),
    maxNs: timedEvaluations === 0 ? null : maxNs,
    slowestEvent: timedEvaluations === 0 ? null : table.slowestEvent[rule]!,
    averageMatchNs: mean(table.matchNs[rule]!, table.matchCount[rule]!),
    averageNoMatchNs: mean(table.noMatchNs[rule]!, table.noMatchCount[rule]!),
    coldNs: mean(table.coldNs[rule]!, table.coldCount[rule]!),
    histogram: histogramOf(buckets),
  };
}

/** A percentile is of evaluations like the mean one, so it is in doubt by as much as that. */
function doubted(table: LatencyTable, rule: number, interval: Interval | undefined): Interval | null {
  if (interval === undefined) return null;
  const timed = table.timed(rule);
  const lowNs = interval[0] - table.tooHighNs[rule]! / timed;
  return [Math.max(0, lowNs), interval[1] + table.tooLowNs[rule]! / timed];
}

function histogramOf(buckets: Uint32Array): RuleLatency['histogram'] {
  const filled: [number, number][] = [];
  for (let bucket = 0; bucket < buckets.length; bucket++) {
    const count = buckets[bucket]!;
    if (count > 0) filled.push([bucketStartNs(bucket), count]);
  }
  return filled;
}

function mean(sum: number, count: number): number | null {
  return count === 0 ? null : sum / count;
}
