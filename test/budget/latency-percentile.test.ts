import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { latencyPercentile } from '../../src/budget/latency-percentile.ts';
import { METRICS } from '../../src/budget/metrics.ts';
import { parseAssert } from '../../src/budget/parse-assert.ts';
import { bucketOf, bucketStartNs } from '../../src/profiler/latency/latency-buckets.ts';
import type { RuleRow } from '../../src/report/run-file.ts';
import { sampleRun } from '../report/sample-run.ts';

const run = sampleRun([{ id: 'r', offered: 10 }]);

/** A rule whose evaluations took so long, as a run file has it. */
function ruleOf(latenciesNs: readonly number[]): RuleRow {
  const counts = new Map<number, number>();
  for (const ns of latenciesNs.map((one) => bucketStartNs(bucketOf(one))))
    counts.set(ns, (counts.get(ns) ?? 0) + 1);
  const latency_histogram = [...counts].sort(([a], [b]) => a - b);
  return { ...run.rules[0]!, latency_histogram, max_latency_ns: Math.max(...latenciesNs) };
}

test('a percentile lies within a bucket of the true one, and its interval is around it', () => {
  const latencies = fc.array(fc.integer({ min: 0, max: 1e9 }), { minLength: 200, maxLength: 400 });
  fc.assert(
    fc.property(latencies, fc.integer({ min: 5, max: 95 }), (latenciesNs, percent) => {
      const found = latencyPercentile(ruleOf(latenciesNs), run, percent / 100);
      if ('missing' in found) throw new Error(found.missing);
      const sorted = [...latenciesNs].sort((a, b) => a - b);
      const trueNs = sorted[Math.ceil((percent / 100) * sorted.length) - 1]!;
      expect(Math.abs(found.value - trueNs)).toBeLessThanOrEqual(1 + trueNs / 16);
      expect(found.interval![0]).toBeLessThanOrEqual(found.value);
      expect(found.interval![1]).toBeGreaterThanOrEqual(found.value);
    }),
  );
});

test('percentiles rise with their number', () => {
  const rule = ruleOf(Array.from({ length: 1_000 }, (_, at) => at * 37));
  const values = [10, 50, 75, 90, 95, 98].map((percent) => latencyPercentile(rule, run, percent / 100));
  const figures = values.map((found) => ('missing' in found ? Number.NaN : found.value));
  expect(figures).toEqual([...figures].sort((a, b) => a - b));
  expect(new Set(figures).size).toBe(6);
});

test('what there is too little of is missing, and so is what an older run file has not', () => {
  expect(latencyPercentile(ruleOf([1, 2, 3]), run, 0.95)).toEqual({
    missing: 'too few evaluations were timed for this percentile',
  });
  expect(latencyPercentile(run.rules[0]!, run, 0.95)).toEqual({
    missing: 'its evaluations were not timed one by one',
  });
});

test('p(N) of any N is a figure; those with keys of their own are read from these', () => {
  const rule = { ...ruleOf(Array.from({ length: 400 }, () => 1_000)), p99_latency_ns: 7 };
  const value = (text: string) => {
    const found = parseAssert(`rule_latency: ${text}<1s`).threshold.figure.read(
      { run, base: undefined },
      rule,
    );
    return 'missing' in found ? found.missing : found.value;
  };
  expect(value('p(95)')).toBeGreaterThan(900);
  expect(value('p(95.00)')).toBe(value('p( 95 )'));
  expect(value('p(99.0)')).toBe(7);
  expect(parseAssert('rule_latency: p(95)<1s').threshold.figure.needsProfile).toBe(true);
});

test.each(['p(0)', 'p(100)', 'p(1000)'])('%s is no percentile', (text) => {
  expect(() => parseAssert(`rule_latency: ${text}<1s`)).toThrow('a percentile lies between 0 and 100');
});

test('only latencies have percentiles', () => {
  expect([...METRICS.values()].filter(({ percentile }) => percentile).map(({ name }) => name)).toEqual([
    'rule_latency',
  ]);
  expect(() => parseAssert('rule_cpu_time: p(95)<1s')).toThrow('no such figure');
});
