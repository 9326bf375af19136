import { expect, test } from 'vitest';
import { readRuleMetrics } from '../../src/embed/rule-metrics.ts';
import { loadPack } from '../../src/engine/pack/load-pack.ts';
import type { MetricsTable } from '../../src/profiler/metrics-table.ts';
import { SharedMetrics } from '../../src/profiler/shared-metrics.ts';
import { replay } from '../../src/replay/replay.ts';
import { createLiveSource } from '../../src/top/source/live-source.ts';
import { EVENTS_FILE, RULES_FOLDER } from '../fixtures/fixture-files.ts';
import { ruleOf } from '../support/rule.ts';

test('what was not measured is null, never zero', () => {
  const rule = ruleOf('any where true', { id: 'r', name: 'Rule', severity: 'low' });
  expect(readRuleMetrics(rule, 0, SharedMetrics.create([rule]))).toEqual({
    ruleId: 'r',
    ruleName: 'Rule',
    type: 'EQL',
    severity: 'low',
    cpuTimeNs: 0,
    memoryBytes: null,
    peakMemoryBytes: null,
    offered: 0,
    evaluations: 0,
    matches: 0,
    alerts: 0,
    alertRate: null,
    averageLatencyNs: null,
    p99LatencyNs: null,
    errors: 0,
    quarantined: false,
    lastHitNs: null,
    partialMatches: null,
  });
});

test('each figure is the one of its column', () => {
  const rules = [ruleOf('any where true'), ruleOf('a where true', { id: 'second' })];
  const metrics = SharedMetrics.create(rules);
  const table: MetricsTable = metrics.rules;
  const columns = {
    cpuTimeNs: 500,
    offered: 10,
    evaluations: 5,
    matches: 4,
    alerts: 2,
    errors: 3,
    quarantined: 1,
    memoryBytes: 70,
    peakMemoryBytes: 80,
    partialMatches: 6,
  } as const;
  for (const [name, value] of Object.entries(columns)) table[name as keyof typeof columns][1] = value;
  table.lastHitNs[1] = 123n;
  expect(readRuleMetrics(rules[1]!, 1, metrics)).toEqual({
    ...columns,
    ruleId: 'second',
    ruleName: 'Test rule',
    type: 'EQL',
    severity: 'medium',
    alertRate: 0.2,
    averageLatencyNs: 100,
    p99LatencyNs: null,
    quarantined: true,
    lastHitNs: 123n,
  });
});

test('the figures are those of the live view', async () => {
  const { rules } = await loadPack([RULES_FOLDER]);
  const metrics = SharedMetrics.create(rules);
  await replay({
    rules,
    inputs: [{ name: 'intrusion.ndjson', path: EVENTS_FILE, sizeBytes: undefined }],
    batchSize: 1024,
    accounting: true,
    profile: { sampleIntervalUs: 1_000 },
    metrics,
    strict: true,
    clock: () => 0,
    onAlert: () => {},
    onProblem: () => {},
  });
  const { figures, ...source } = createLiveSource({ rules, metrics, clock: () => 0 }).read();
  expect(source.progress.events).toBe(4_000);
  for (const [index, rule] of rules.entries()) {
    const { ruleId, ruleName, type, severity, matches, alertRate, averageLatencyNs, ...shared } =
      readRuleMetrics(rule, index, metrics);
    const { state, steps, ...shown } = figures[index]!;
    expect(shared).toEqual({ ...shown, partialMatches: state?.partialMatches ?? null });
  }
});
