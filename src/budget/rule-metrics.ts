import type { RuleType } from '../report/rule-type.ts';
import type { RuleRow, RunFile } from '../report/run-file.ts';
import type { BudgetUnit } from '../report/verdict.ts';
import { singleTime, summedTime, timeShare } from './busy-machine.ts';
import { latencyPercentile } from './latency-percentile.ts';
import { exactly, type Figure, type FigureSource, type Metric, type Missing, within } from './metric.ts';

type Read = (rule: RuleRow, run: RunFile) => Figure | Missing;

interface RuleMetricParts {
  readonly name: string;
  readonly unit: BudgetUnit;
  readonly help: string;
  readonly needsEvents?: boolean;
  readonly types?: readonly RuleType[];
  readonly percentile?: (share: number) => FigureSource;
  readonly figures: Readonly<Record<string, FigureSource>>;
}

const PREDICATES: readonly RuleType[] = ['Lua', 'Wasm'];

/** What every rule of a run has. */
export const RULE_METRICS: readonly Metric[] = [
  metric({
    name: 'rule_latency',
    unit: 'ns',
    help: 'one evaluation: percentiles and `max` from those that were timed, `avg` from all (cpu_time_ns / evaluations)',
    figures: {
      'p(99)': sampled((rule, run) =>
        singleTime(run, rule.p99_latency_ns, rule.latency_intervals?.p99 ?? null),
      ),
      'p(99.9)': sampled((rule, run) =>
        singleTime(run, rule.p999_latency_ns, rule.latency_intervals?.p999 ?? null),
      ),
      'p(90)': sampled((rule, run) =>
        singleTime(run, rule.p90_latency_ns, rule.latency_intervals?.p90 ?? null),
      ),
      'p(50)': sampled(medianLatency),
      med: sampled(medianLatency),
      max: sampled((rule, run) => singleTime(run, rule.max_latency_ns)),
      avg: always((rule, run) => summedTime(run, rule.cpu_time_ns, rule.evaluations)),
    },
    percentile: (share) => sampled((rule, run) => latencyPercentile(rule, run, share)),
  }),
  metric({
    name: 'rule_match_latency',
    unit: 'ns',
    help: 'one evaluation that matched, of those that were timed',
    figures: { avg: sampled((rule, run) => singleTime(run, rule.avg_match_ns)) },
  }),
  metric({
    name: 'rule_no_match_latency',
    unit: 'ns',
    help: 'one evaluation that did not match, of those that were timed',
    figures: { avg: sampled((rule, run) => singleTime(run, rule.avg_no_match_ns)) },
  }),
  metric({
    name: 'rule_cold_latency',
    unit: 'ns',
    help: 'the very first evaluations',
    figures: { avg: sampled((rule, run) => singleTime(run, rule.cold_latency_ns)) },
  }),
  metric({
    name: 'rule_cpu_time',
    unit: 'ns',
    help: 'time spent in the rule over the run',
    figures: { value: always((rule, run) => summedTime(run, rule.cpu_time_ns)) },
  }),
  metric({
    name: 'rule_cpu_share',
    unit: 'share',
    help: 'its part of the time of all rules',
    figures: share(cpuShare),
  }),
  metric({
    name: 'rule_sampled_cpu_share',
    unit: 'share',
    help: 'the same, as the sampling profiler estimates it',
    figures: {
      value: sampled(({ sampled_cpu_share, sampled_interval }) =>
        within(sampled_cpu_share, sampled_interval),
      ),
    },
  }),
  metric({
    name: 'rule_gc_time',
    unit: 'ns',
    help: 'pauses for garbage collection while it ran',
    figures: { value: always((rule, run) => summedTime(run, rule.gc_ns)) },
  }),
  metric({
    name: 'rule_compile_time',
    unit: 'ns',
    needsEvents: false,
    help: 'time to compile or load it',
    figures: { value: always((rule, run) => summedTime(run, rule.compile_ns)) },
  }),
  metric({
    name: 'rule_memory',
    unit: 'bytes',
    needsEvents: false,
    help: 'memory at the end, and the most at any time',
    figures: {
      max: always(({ peak_memory_bytes }) => exactly(peak_memory_bytes)),
      value: always(({ memory_bytes }) => exactly(memory_bytes)),
    },
  }),
  metric({
    name: 'rule_memory_growth',
    unit: 'bytes',
    help: 'growth of its memory with every 1,000 events, once it has warmed up',
    figures: {
      value: sampled((rule) => within(rule.memory_growth_bytes_per_1k_events, rule.memory_growth_interval)),
    },
  }),
  metric({
    name: 'rule_leak',
    unit: 'flag',
    // What a sequence remembers is bounded.
    types: ['EQL', 'Lua', 'Wasm'],
    help: 'whether its memory grows without end',
    figures: { value: sampled(({ leak }) => exactly(leak)) },
  }),
  metric({
    name: 'rule_allocation',
    unit: 'bytes',
    help: 'allocated on the heap of JavaScript over the run, freed or not',
    figures: {
      value: sampled(({ allocated_bytes, allocated_interval }) =>
        within(allocated_bytes, allocated_interval),
      ),
    },
  }),
  metric({
    name: 'rule_alert_rate',
    unit: 'share',
    help: 'alerts per event offered',
    figures: share(({ alert_rate }) => exactly(alert_rate)),
  }),
  counter('rule_alerts', 'alerts raised', ({ alerts_generated }) => alerts_generated),
  counter('rule_events', 'events offered: those of its category', (rule) => rule.events_processed, {
    needsEvents: false,
  }),
  counter('rule_evaluations', 'events its predicate ran on', ({ evaluations }) => evaluations),
  counter('rule_matches', 'events its predicate held for', ({ matches }) => matches),
  counter('rule_errors', 'faults of a Lua or Wasm rule', ({ errors }) => errors),
  metric({
    name: 'rule_quarantined',
    unit: 'flag',
    needsEvents: false,
    help: 'whether it was taken out of the run',
    figures: { value: always(({ quarantined }) => exactly(quarantined)) },
  }),
  metric({
    name: 'rule_partial_matches',
    unit: 'count',
    types: ['Sequence'],
    help: 'partial matches of a sequence: the most at any time, and those that live at the end',
    figures: {
      max: always(({ peak_partial_matches }) => exactly(peak_partial_matches)),
      value: always(({ partial_matches }) => exactly(partial_matches)),
    },
  }),
  counter('rule_expired', 'partial matches that maxspan ended', ({ expired }) => expired, {
    types: ['Sequence'],
  }),
  counter('rule_evicted', 'partial matches dropped at a limit', ({ evicted }) => evicted, {
    types: ['Sequence'],
  }),
  counter('rule_late_events', 'events that came too late for a sequence', (rule) => rule.late_events, {
    types: ['Sequence'],
  }),
  counter('rule_host_calls', 'calls of a Lua or Wasm rule to what it is given', (rule) => rule.host_calls, {
    types: PREDICATES,
  }),
  counter('rule_table_entries', 'entries of the tables of a Wasm rule', (rule) => rule.table_entries, {
    types: ['Wasm'],
  }),
  metric({
    name: 'rule_module_size',
    unit: 'bytes',
    needsEvents: false,
    types: ['Wasm'],
    help: 'size of the module of a Wasm rule',
    figures: { value: always(({ module_bytes }) => exactly(module_bytes)) },
  }),
];

function metric({ figures, needsEvents = true, types, ...about }: RuleMetricParts): Metric {
  const ofTypes = (figure: FigureSource): FigureSource =>
    types === undefined ? figure : { ...figure, types };
  return {
    ...about,
    scope: 'rule',
    needsEvents,
    needsBase: false,
    figures: new Map(Object.entries(figures).map(([name, figure]) => [name, ofTypes(figure)])),
  };
}

function counter(
  name: string,
  help: string,
  read: (rule: RuleRow) => number | null,
  options: Pick<RuleMetricParts, 'needsEvents' | 'types'> = {},
): Metric {
  return metric({
    name,
    unit: 'count',
    help,
    ...options,
    figures: { count: always((rule) => exactly(read(rule))) },
  });
}

/** k6 has `rate` for shares and `value` for what is read once; a share is both. */
function share(read: Read): Record<string, FigureSource> {
  return { value: always(read), rate: always(read) };
}

function always(read: Read): FigureSource {
  return source(read, false);
}

/** Of the profiler. */
function sampled(read: Read): FigureSource {
  return source(read, true);
}

function source(read: Read, needsProfile: boolean): FigureSource {
  return { needsProfile, read: ({ run }, rule) => read(rule!, run) };
}

function medianLatency(rule: RuleRow, run: RunFile): Figure | Missing {
  return singleTime(run, rule.p50_latency_ns, rule.latency_intervals?.p50 ?? null);
}

function cpuShare({ cpu_time_ns }: RuleRow, run: RunFile): Figure | Missing {
  const wholeNs = run.rules.reduce((sum, rule) => sum + rule.cpu_time_ns, 0);
  return timeShare(run, cpu_time_ns, wholeNs);
}
