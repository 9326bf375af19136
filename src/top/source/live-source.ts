import { PHASES, type Phase } from '../../engine/probe.ts';
import type { Rule, RuleIndex } from '../../engine/rule.ts';
import type { Clock } from '../../profiler/clock.ts';
import { bucketStartNs } from '../../profiler/latency/latency-buckets.ts';
import type { LatencyTable } from '../../profiler/latency/latency-table.ts';
import { type MetricsTable, NEVER_HIT } from '../../profiler/metrics-table.ts';
import type { RunProgress } from '../../profiler/run-progress.ts';
import type { SharedMetrics } from '../../profiler/shared-metrics.ts';
import { ruleType } from '../../report/rule-type.ts';
import type {
  LatencyBucket,
  LiveFigures,
  LiveProgress,
  LiveRule,
  LiveSource,
  LiveState,
  LiveStep,
  RuleDetails,
  SamplingHealth,
} from './live-snapshot.ts';
import { p99LatencyNs } from './tail-latency.ts';

/** What a view of a run in this process reads. */
export interface LiveInputs {
  readonly rules: readonly Rule[];
  /** Written by the engine's thread. */
  readonly metrics: Pick<SharedMetrics, 'rules' | 'latency' | 'progress'>;
  readonly clock: Clock;
  /** How the sampling profiler does; without it nothing is said of sampling. */
  readonly samplingHealth?: () => SamplingHealth | null;
  /** What else is known of one rule by now; what is left out is not shown. */
  readonly details?: (rule: RuleIndex) => Partial<Omit<RuleDetails, 'latency'>>;
}

/** A source over the shared tables of a run: reads them, never waits for the engine and never stops it. */
export function createLiveSource({ rules, metrics, clock, samplingHealth, details }: LiveInputs): LiveSource {
  return {
    rules: rules.map(describe),
    read: () => ({
      takenAtNs: clock(),
      progress: readProgress(metrics.progress),
      phaseNs: readPhases(metrics.rules),
      figures: rules.map((_, rule) => readFigures(metrics.rules, metrics.latency, rule)),
      sampling: samplingHealth?.() ?? null,
    }),
    details: (rule) => ({
      hotSpots: null,
      faults: [],
      advice: [],
      ...details?.(rule),
      latency: readLatency(metrics.latency, rule),
    }),
  };
}

function describe({ id, name, kind, severity, file, text, origin }: Rule): LiveRule {
  return { id, name, type: ruleType(kind), severity, file, source: text, sourceLine: origin.line };
}

function readProgress({ state, figures }: RunProgress): LiveProgress {
  const { bytesRead, bytesTotal, events, wallTimeNs } = figures;
  return { state, bytesRead, bytesTotal: bytesTotal ?? null, events, wallTimeNs };
}

function readPhases(table: MetricsTable): Record<Phase, number> {
  const entries = PHASES.map((phase, index): [Phase, number] => [phase, table.phaseNs[index]!]);
  return Object.fromEntries(entries) as Record<Phase, number>;
}

function readFigures(table: MetricsTable, latency: LatencyTable, rule: RuleIndex): LiveFigures {
  const lastHitNs = table.lastHitNs[rule]!;
  return {
    memoryBytes: measured(table.memoryBytes[rule]!),
    peakMemoryBytes: measured(table.peakMemoryBytes[rule]!),
    cpuTimeNs: table.cpuTimeNs[rule]!,
    offered: table.offered[rule]!,
    evaluations: table.evaluations[rule]!,
    alerts: table.alerts[rule]!,
    lastHitNs: lastHitNs === NEVER_HIT ? null : lastHitNs,
    p99LatencyNs: p99LatencyNs(latency.bucketsOf(rule), latency.timed(rule), latency.maxNs[rule]!),
    errors: table.errors[rule]!,
    quarantined: table.quarantined[rule] === 1,
    state: readState(table, rule),
    steps: Array.from({ length: table.stepsOf(rule) }, (_, step) => readStep(table, rule, step)),
  };
}

/** Null where nothing was timed: the run is not profiled, or the rule was not evaluated. */
function readLatency(table: LatencyTable, rule: RuleIndex): LatencyBucket[] | null {
  if (table.timed(rule) === 0) return null;
  const buckets: LatencyBucket[] = [];
  for (const [bucket, count] of table.bucketsOf(rule).entries()) {
    if (count > 0) buckets.push({ fromNs: bucketStartNs(bucket), toNs: bucketStartNs(bucket + 1), count });
  }
  return buckets;
}

function readState(table: MetricsTable, rule: RuleIndex): LiveState | null {
  const partialMatches = measured(table.partialMatches[rule]!);
  if (partialMatches === null) return null;
  return {
    partialMatches,
    peakPartialMatches: table.peakPartialMatches[rule]!,
    expired: table.expired[rule]!,
    evicted: table.evicted[rule]!,
  };
}

function readStep(table: MetricsTable, rule: RuleIndex, step: number): LiveStep {
  const at = table.stepIndex(rule, step);
  return { evaluations: table.stepEvaluations[at]!, matches: table.stepMatches[at]! };
}

/** The table says NaN for what a rule does not have. */
function measured(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
