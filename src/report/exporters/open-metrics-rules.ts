import type { RuleRow } from '../run-file.ts';
import type { Labels, MetricFamily, MetricSample } from './open-metrics-text.ts';
import { secondsText } from './open-metrics-units.ts';

/** One figure of each rule; null has no sample. */
type Figure = (rule: RuleRow) => number | string | null;

type FigureFamily = Omit<MetricFamily, 'samples'> & { readonly figure: Figure };

const FIGURES: readonly FigureFamily[] = [
  {
    name: 'kestrel_perf_rule_cpu_seconds',
    type: 'counter',
    unit: 'seconds',
    help: 'Time the engine spent in the rule.',
    figure: ({ cpu_time_ns }) => secondsText(cpu_time_ns),
  },
  {
    name: 'kestrel_perf_rule_gc_seconds',
    type: 'counter',
    unit: 'seconds',
    help: 'Pauses for garbage collection while the rule ran, not in its CPU time.',
    figure: ({ gc_ns }) => secondsText(gc_ns),
  },
  {
    name: 'kestrel_perf_rule_events_offered',
    type: 'counter',
    help: 'Events of the categories of the rule.',
    figure: ({ events_processed }) => events_processed,
  },
  {
    name: 'kestrel_perf_rule_evaluations',
    type: 'counter',
    help: 'Events its predicate ran on.',
    figure: ({ evaluations }) => evaluations,
  },
  {
    name: 'kestrel_perf_rule_matches',
    type: 'counter',
    help: 'Events its predicate held for.',
    figure: ({ matches }) => matches,
  },
  {
    name: 'kestrel_perf_rule_alerts',
    type: 'counter',
    help: 'Alerts the rule raised.',
    figure: ({ alerts_generated }) => alerts_generated,
  },
  {
    name: 'kestrel_perf_rule_last_alert_timestamp_seconds',
    type: 'gauge',
    unit: 'seconds',
    help: 'Latest event time among the alerts of the rule, since 1970.',
    figure: ({ last_hit_ns }) => secondsText(last_hit_ns),
  },
  {
    name: 'kestrel_perf_rule_errors',
    type: 'counter',
    help: 'Faults of a Lua or Wasm rule.',
    figure: ({ errors }) => errors,
  },
  {
    name: 'kestrel_perf_rule_quarantined',
    type: 'gauge',
    help: '1 where the rule was taken out of the run, else 0.',
    figure: ({ quarantined }) => Number(quarantined),
  },
  {
    name: 'kestrel_perf_rule_latency_max_seconds',
    type: 'gauge',
    unit: 'seconds',
    help: 'The longest evaluation that was timed.',
    figure: ({ max_latency_ns }) => secondsText(max_latency_ns),
  },
  {
    name: 'kestrel_perf_rule_compile_seconds',
    type: 'gauge',
    unit: 'seconds',
    help: 'Time to compile or load the rule before the replay.',
    figure: ({ compile_ns }) => secondsText(compile_ns),
  },
  {
    name: 'kestrel_perf_rule_memory_bytes',
    type: 'gauge',
    unit: 'bytes',
    help: 'What the rule holds now.',
    figure: ({ memory_bytes }) => memory_bytes,
  },
  {
    name: 'kestrel_perf_rule_memory_peak_bytes',
    type: 'gauge',
    unit: 'bytes',
    help: 'The most it held at any time.',
    figure: ({ peak_memory_bytes }) => peak_memory_bytes,
  },
  {
    name: 'kestrel_perf_rule_memory_growth_per_event_bytes',
    type: 'gauge',
    unit: 'bytes',
    help: 'How fast its memory grows along the stream, once it has warmed up.',
    figure: ({ memory_growth_bytes_per_1k_events: growth }) => (growth === null ? null : growth / 1_000),
  },
  {
    name: 'kestrel_perf_rule_leak',
    type: 'gauge',
    help: '1 where its memory grows without end, 0 where it does not.',
    figure: ({ leak }) => (leak === null ? null : Number(leak)),
  },
  {
    name: 'kestrel_perf_rule_partial_matches',
    type: 'gauge',
    help: 'Partial matches of a sequence that live now.',
    figure: ({ partial_matches }) => partial_matches,
  },
  {
    name: 'kestrel_perf_rule_partial_matches_peak',
    type: 'gauge',
    help: 'The most of them at any time.',
    figure: ({ peak_partial_matches }) => peak_partial_matches,
  },
  {
    name: 'kestrel_perf_rule_partial_matches_expired',
    type: 'counter',
    help: 'Partial matches that maxspan ended.',
    figure: ({ expired }) => expired,
  },
  {
    name: 'kestrel_perf_rule_partial_matches_evicted',
    type: 'counter',
    help: 'Partial matches dropped at a limit; each may have cost an alert.',
    figure: ({ evicted }) => evicted,
  },
  {
    name: 'kestrel_perf_rule_late_events',
    type: 'counter',
    help: 'Events a sequence took out of order, having come too late.',
    figure: ({ late_events }) => late_events,
  },
  {
    name: 'kestrel_perf_rule_host_calls',
    type: 'counter',
    help: 'Calls of a Lua or Wasm rule to the functions it is given.',
    figure: ({ host_calls }) => host_calls,
  },
];

/** What is told of each rule, in the order of the run. @param rules no two with the same id */
export function ruleFamilies(rules: readonly RuleRow[]): MetricFamily[] {
  const labelled = rules.map((rule) => ({ rule, labels: ruleLabels(rule) }));
  const figures = FIGURES.map(({ figure, ...about }): MetricFamily => {
    const samples = labelled.flatMap(({ rule, labels }): MetricSample[] => {
      const value = figure(rule);
      return value === null ? [] : [{ labels, value }];
    });
    return { ...about, samples };
  });
  const latency: MetricFamily = {
    name: 'kestrel_perf_rule_latency_seconds',
    type: 'summary',
    unit: 'seconds',
    help: 'Time of one evaluation, from those that were timed; the count is how many.',
    samples: labelled.flatMap(({ rule, labels }) => latencySamples(rule, labels)),
  };
  return [...figures, latency];
}

/** Not its name: names are long, and they change while the rule stays the same. */
function ruleLabels({ rule_id, type, severity }: RuleRow): Labels {
  return { rule_id, type, severity };
}

function latencySamples(rule: RuleRow, labels: Labels): MetricSample[] {
  const quantiles = [
    ['0.5', rule.p50_latency_ns],
    ['0.9', rule.p90_latency_ns],
    ['0.99', rule.p99_latency_ns],
    ['0.999', rule.p999_latency_ns],
  ] as const;
  const samples = quantiles.flatMap(([quantile, ns]): MetricSample[] => {
    const value = secondsText(ns);
    return value === null ? [] : [{ labels: { ...labels, quantile }, value }];
  });
  const count = rule.timed_evaluations;
  return count === null ? samples : [...samples, { labels, value: count, suffix: '_count' }];
}
