import { z } from 'zod';
import type { LatencyFindings, RuleLatency } from '../profiler/latency/latency-findings.ts';

const figureNs = () => z.number().nonnegative().nullable().default(null);
const interval = () => z.tuple([z.number().nonnegative(), z.number().nonnegative()]).nullable();

/** Latency of single evaluations: keys of a rule. All are null where the run was not profiled. */
export const latencyShape = {
  p50_latency_ns: figureNs().describe(
    'Of one evaluation, from those that were timed; null: too few of them; 0, here and below: too short for timing to tell from nothing',
  ),
  p90_latency_ns: figureNs(),
  p99_latency_ns: figureNs(),
  p999_latency_ns: figureNs(),
  max_latency_ns: figureNs().describe('The longest that was timed'),
  latency_intervals: z
    .object({ p50: interval(), p90: interval(), p99: interval(), p999: interval() })
    .nullable()
    .default(null)
    .describe(
      'Where the true percentiles lie in 95 of 100 cases, nanoseconds: by chance, and by what timing may have cost more or less than was subtracted',
    ),
  avg_match_ns: figureNs().describe('Mean of the timed evaluations that matched'),
  avg_no_match_ns: figureNs().describe('Mean of the timed evaluations that did not match'),
  timed_evaluations: z
    .int()
    .nonnegative()
    .nullable()
    .default(null)
    .describe('What these figures rest on; cold_latency_ns rests on others'),
  cold_latency_ns: figureNs().describe('Mean of its very first evaluations, up to four per condition'),
  slowest_event: z
    .int()
    .positive()
    .nullable()
    .default(null)
    .describe('The number in the stream of the event behind max_latency_ns'),
  latency_histogram: z
    .array(z.tuple([z.int().nonnegative(), z.int().positive()]))
    .nullable()
    .default(null)
    .describe(
      'The timed evaluations as [from_ns, count], ascending, without empty buckets; one ends at most 1/16 above its from_ns, below 32 ns after 1 ns; null: none were timed one by one',
    ),
} as const;

export type LatencyEntry = z.output<z.ZodObject<typeof latencyShape>>;

/** How single evaluations were timed: what the instrument says of itself. */
export const timingSchema = z.object({
  timed_share: z.number().nonnegative().nullable().describe('Of all evaluations'),
  timed_evaluations: z.int().nonnegative(),
  cold_evaluations: z.int().nonnegative(),
  subtracted_ns: z.number().nonnegative().describe('From an evaluation of an EQL condition, at the end'),
  subtracted_before_run_ns: z.number().nonnegative().describe('The same, as measured before the run'),
  budget_share: z
    .number()
    .nonnegative()
    .describe('What timing may cost, as a share of the time of the engine'),
  cost_ns: z.number().nonnegative().describe('What it cost, as estimated'),
});

export type TimingEntry = z.output<typeof timingSchema>;

/** The keys of a rule; `rule` is its place in the pack. */
export function latencyEntry(findings: LatencyFindings | undefined, rule: number): LatencyEntry {
  const latency = findings?.rules[rule];
  return latency === undefined ? UNTIMED : entryOf(latency);
}

/** The timer's part of what the instrument says of itself; null where the run was not profiled, and while it goes on. */
export function timingEntry(findings: LatencyFindings | undefined): TimingEntry | null {
  const description = findings?.description ?? null;
  if (description === null) return null;
  return {
    timed_share: description.timedShare,
    timed_evaluations: description.timedEvaluations,
    cold_evaluations: description.coldEvaluations,
    subtracted_ns: rounded(description.lapNs),
    subtracted_before_run_ns: rounded(description.lapBeforeRunNs),
    budget_share: description.budget,
    cost_ns: Math.round(description.spentNs),
  };
}

const UNTIMED: LatencyEntry = {
  p50_latency_ns: null,
  p90_latency_ns: null,
  p99_latency_ns: null,
  p999_latency_ns: null,
  max_latency_ns: null,
  latency_intervals: null,
  avg_match_ns: null,
  avg_no_match_ns: null,
  timed_evaluations: null,
  cold_latency_ns: null,
  slowest_event: null,
  latency_histogram: null,
};

function entryOf({ quantilesNs, intervalsNs, ...latency }: RuleLatency): LatencyEntry {
  return {
    p50_latency_ns: orNull(quantilesNs.p50),
    p90_latency_ns: orNull(quantilesNs.p90),
    p99_latency_ns: orNull(quantilesNs.p99),
    p999_latency_ns: orNull(quantilesNs.p999),
    max_latency_ns: orNull(latency.maxNs),
    latency_intervals: {
      p50: ends(intervalsNs.p50),
      p90: ends(intervalsNs.p90),
      p99: ends(intervalsNs.p99),
      p999: ends(intervalsNs.p999),
    },
    avg_match_ns: orNull(latency.averageMatchNs),
    avg_no_match_ns: orNull(latency.averageNoMatchNs),
    timed_evaluations: latency.timedEvaluations,
    cold_latency_ns: orNull(latency.coldNs),
    slowest_event: latency.slowestEvent,
    latency_histogram: latency.histogram.map(([fromNs, count]) => [fromNs, count]),
  };
}

function ends(interval: readonly [number, number] | null): [number, number] | null {
  return interval === null ? null : [resolved(interval[0]), resolved(interval[1])];
}

function orNull(ns: number | null): number | null {
  return ns === null ? null : resolved(ns);
}

/** Shorter than any evaluation: what is left where the cost of timing was subtracted from something too short. */
const UNRESOLVED_NS = 1;

function resolved(ns: number): number {
  return ns < UNRESOLVED_NS ? 0 : rounded(ns);
}

/** To a tenth of a nanosecond: more digits would only look exact. */
function rounded(ns: number): number {
  return Math.round(ns * 10) / 10;
}
