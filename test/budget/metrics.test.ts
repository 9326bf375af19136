import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LEVELS, OPERATORS } from '../../src/budget/budget.ts';
import { METRICS } from '../../src/budget/metrics.ts';
import { parseBudgetFile } from '../../src/budget/parse-budget-file.ts';
import { SELECTOR_KEYS } from '../../src/budget/selector.ts';
import { RULE_KEYS, type RuleRow } from '../../src/report/run-file.ts';
import { sampleRun } from '../report/sample-run.ts';

const page = readFileSync(new URL('../../docs/budgets.md', import.meta.url), 'utf8');

const FILLED: Partial<RuleRow> = {
  p50_latency_ns: 50,
  p90_latency_ns: 90,
  p99_latency_ns: 99,
  p999_latency_ns: 999,
  max_latency_ns: 1_000,
  avg_match_ns: 11,
  avg_no_match_ns: 12,
  cold_latency_ns: 13,
  sampled_cpu_share: 0.5,
  gc_ns: 14,
  memory_bytes: 15,
  peak_memory_bytes: 16,
  memory_growth_bytes_per_1k_events: 17,
  leak: true,
  allocated_bytes: 18,
  partial_matches: 19,
  peak_partial_matches: 20,
  expired: 21,
  evicted: 22,
  late_events: 23,
  host_calls: 24,
  table_entries: 25,
  module_bytes: 26,
  errors: 27,
  quarantined: true,
};

const run = {
  ...sampleRun([
    { id: 'one', cpuTimeNs: 5_000, offered: 10, evaluations: 8, matches: 3, alertsNs: [1n], compileNs: 31 },
  ]),
  wall_time_ns: 1_000_000_000,
  gc: { pauses: 2, longest_ns: 33, unplaced_ns: 0 },
  heap: { used_bytes: 34, peak_bytes: 35 },
};
const filled = {
  ...run,
  phases: { ...run.phases, gc_ns: 32 },
  rules: run.rules.map((rule) => ({ ...rule, ...FILLED })),
};

function figures(scope: 'rule' | 'run'): Record<string, number | string> {
  const read = [...METRICS.values()]
    .filter((metric) => metric.scope === scope && !metric.needsBase)
    .flatMap(({ name, figures }) =>
      [...figures].map(([aggregation, { read }]) => {
        const found = read({ run: filled, base: undefined }, scope === 'rule' ? filled.rules[0] : undefined);
        return [`${name} ${aggregation}`, 'missing' in found ? found.missing : found.value] as const;
      }),
    );
  return Object.fromEntries(read);
}

test('every figure of a rule is the one that its name says', () => {
  expect(figures('rule')).toEqual({
    'rule_latency p(99)': 99,
    'rule_latency p(99.9)': 999,
    'rule_latency p(90)': 90,
    'rule_latency p(50)': 50,
    'rule_latency med': 50,
    'rule_latency max': 1_000,
    'rule_latency avg': 625,
    'rule_match_latency avg': 11,
    'rule_no_match_latency avg': 12,
    'rule_cold_latency avg': 13,
    'rule_cpu_time value': 5_000,
    'rule_cpu_share value': 1,
    'rule_cpu_share rate': 1,
    'rule_sampled_cpu_share value': 0.5,
    'rule_gc_time value': 14,
    'rule_compile_time value': 31,
    'rule_memory max': 16,
    'rule_memory value': 15,
    'rule_memory_growth value': 17,
    'rule_leak value': 1,
    'rule_allocation value': 18,
    'rule_alert_rate value': 0.1,
    'rule_alert_rate rate': 0.1,
    'rule_alerts count': 1,
    'rule_events count': 10,
    'rule_evaluations count': 8,
    'rule_matches count': 3,
    'rule_errors count': 27,
    'rule_quarantined value': 1,
    'rule_partial_matches max': 20,
    'rule_partial_matches value': 19,
    'rule_expired count': 21,
    'rule_evicted count': 22,
    'rule_late_events count': 23,
    'rule_host_calls count': 24,
    'rule_table_entries count': 25,
    'rule_module_size value': 26,
  });
});

test('every figure of the run is the one that its name says', () => {
  expect(figures('run')).toEqual({
    'events_per_second value': 1_000,
    'events_per_second rate': 1_000,
    'wall_time value': 1_000_000_000,
    'events count': 1_000,
    'alerts count': 1,
    'rules count': 1,
    'gc_time value': 32,
    'gc_time max': 33,
    'heap_memory max': 35,
    'heap_memory value': 34,
  });
});

test('every measured number of a rule can have a budget', () => {
  // What is told by others: the samples behind a figure, its interval, and what is no number.
  const others =
    /interval|histogram|samples|timed_|slowest_|last_hit|steps|series|hot_spots|advice|faults|rule_id|type|name|severity|tags|file/;
  const empty = sampleRun([{ id: 'one' }]).rules[0]!;
  const used = new Set<string>();
  const watched = new Proxy(
    { ...empty, ...FILLED },
    {
      get(target, key) {
        used.add(String(key));
        return Reflect.get(target, key);
      },
    },
  );
  for (const { scope, needsBase, figures } of METRICS.values()) {
    if (scope === 'run' || needsBase) continue;
    for (const { read } of figures.values()) read({ run: filled, base: undefined }, watched);
  }
  // Of cpu_share and avg_latency_ns the parts are read, for their intervals.
  const derived = ['cpu_share', 'avg_latency_ns'];
  const unused = RULE_KEYS.filter((key) => !used.has(key) && !others.test(key) && !derived.includes(key));
  expect(unused).toEqual([]);
});

test('docs/budgets.md explains every metric with its figures', () => {
  const missing = [...METRICS.values()].filter(({ name, figures }) => {
    const row = page.split('\n').find((line) => line.startsWith(`| \`${name}\` |`)) ?? '';
    return ![...figures.keys()].every((aggregation) => row.includes(`\`${aggregation}\``));
  });
  expect(missing.map(({ name }) => name)).toEqual([]);
});

test('docs/budgets.md has every operator, level and selector', () => {
  const words = [...OPERATORS, ...LEVELS, ...SELECTOR_KEYS];
  expect(words.filter((word) => !page.includes(`\`${word}\``))).toEqual([]);
});

test('the examples of docs/budgets.md are budgets', () => {
  const examples = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(([, text]) => text!);
  expect(examples.length).toBeGreaterThan(0);
  for (const text of examples) expect(parseBudgetFile(text, 'budgets.yaml').length).toBeGreaterThan(0);
});
