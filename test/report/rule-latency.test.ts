import { PassThrough } from 'node:stream';
import { text as readText } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import type { LatencyFindings } from '../../src/profiler/latency/latency-findings.ts';
import { csvExporter } from '../../src/report/exporters/csv.ts';
import { parseRun } from '../../src/report/parse-run.ts';
import { latencyEntry, latencyShape, timingEntry, timingSchema } from '../../src/report/rule-latency.ts';
import { sampleRun } from './sample-run.ts';

const FINDINGS: LatencyFindings = {
  rules: [
    {
      timedEvaluations: 400,
      quantilesNs: { p50: 120.04, p90: 300, p99: 4_100.26, p999: null },
      intervalsNs: { p50: [112, 128], p90: [288, 320.55], p99: [1_024, 9_000], p999: null },
      maxNs: 9_000,
      slowestEvent: 17,
      averageMatchNs: null,
      averageNoMatchNs: 140.123,
      coldNs: 20_000,
      histogram: [
        [112, 300],
        [4_096, 99],
        [8_704, 1],
      ],
    },
  ],
  description: {
    timedShare: 0.01,
    timedEvaluations: 400,
    coldEvaluations: 4,
    lapNs: 45.12,
    lapBeforeRunNs: 44,
    budget: 0.003,
    spentNs: 51_234.7,
  },
};

describe('latency in a run file', () => {
  const run = sampleRun([{ id: 'a', offered: 400 }], {}, { findings: { latency: FINDINGS } });

  it('has every figure under its name, to a tenth of a nanosecond', () => {
    expect(run.rules[0]).toMatchObject({
      p50_latency_ns: 120,
      p90_latency_ns: 300,
      p99_latency_ns: 4_100.3,
      p999_latency_ns: null,
      max_latency_ns: 9_000,
      latency_intervals: { p50: [112, 128], p90: [288, 320.6], p99: [1_024, 9_000], p999: null },
      avg_match_ns: null,
      avg_no_match_ns: 140.1,
      timed_evaluations: 400,
      cold_latency_ns: 20_000,
      slowest_event: 17,
      latency_histogram: [
        [112, 300],
        [4_096, 99],
        [8_704, 1],
      ],
    });
  });

  it('is 0 where it is less than what timing can tell from nothing', () => {
    const [rule] = FINDINGS.rules;
    const quantilesNs = { ...rule!.quantilesNs, p50: 0.6, p90: 1 };
    const intervalsNs = { ...rule!.intervalsNs, p50: [0.2, 1.04] as const };
    const rules = [{ ...rule!, quantilesNs, intervalsNs, averageMatchNs: 0.99 }];
    expect(latencyEntry({ ...FINDINGS, rules }, 0)).toMatchObject({
      p50_latency_ns: 0,
      p90_latency_ns: 1,
      avg_match_ns: 0,
      latency_intervals: { p50: [0, 1] },
    });
  });

  it('is null for every rule of a run that was not profiled', () => {
    const [row] = sampleRun([{ id: 'a', offered: 400 }]).rules;
    for (const key of Object.keys(latencyShape)) expect(row).toHaveProperty(key, null);
    expect(latencyEntry(FINDINGS, 1)).toEqual(latencyEntry(undefined, 0));
  });

  it('is null where an older file does not have it', () => {
    const digits = (_: string, value: unknown) => (typeof value === 'bigint' ? Number(value) : value);
    const old = JSON.parse(JSON.stringify(run, digits));
    for (const key of Object.keys(latencyShape)) delete old.rules[0][key];
    const [row] = parseRun(JSON.stringify(old), 'run.json').rules;
    for (const key of Object.keys(latencyShape)) expect(row).toHaveProperty(key, null);
  });

  it('is in CSV, intervals as JSON', async () => {
    const out = new PassThrough();
    const received = readText(out);
    await csvExporter.write(run, out);
    out.end();
    const text = await received;
    expect(text.split('\n')[0]).toContain('"p99_latency_ns"');
    expect(text).toContain('""p90"":[288,320.6]');
  });
});

describe('what the timer says of itself', () => {
  it('is not there while the run goes on, unlike the figures of the rules', () => {
    const soFar = { ...FINDINGS, description: null };
    expect(timingEntry(soFar)).toBeNull();
    expect(latencyEntry(soFar, 0)).toEqual(latencyEntry(FINDINGS, 0));
  });

  it('is an entry of its own', () => {
    const entry = timingEntry(FINDINGS);
    expect(timingSchema.parse(entry)).toEqual({
      timed_share: 0.01,
      timed_evaluations: 400,
      cold_evaluations: 4,
      subtracted_ns: 45.1,
      subtracted_before_run_ns: 44,
      budget_share: 0.003,
      cost_ns: 51_235,
    });
  });

  it('is null where nothing was timed', () => {
    expect(timingEntry(undefined)).toBeNull();
  });
});
