import { describe, expect, test } from 'vitest';
import { SharedMetrics } from '../../../src/profiler/shared-metrics.ts';
import { createLiveSource } from '../../../src/top/source/live-source.ts';
import { ruleOf } from '../../support/rule.ts';

function setUp() {
  const rules = [
    ruleOf('process where true', { id: 'single' }),
    ruleOf('sequence [process where true] [file where true]', { id: 'pair' }),
  ];
  const metrics = SharedMetrics.create(rules);
  return { rules, metrics, source: createLiveSource({ rules, metrics, clock: () => 42 }) };
}

describe('createLiveSource', () => {
  test('describes the rules once', () => {
    const [single, pair] = setUp().source.rules;
    expect(single).toMatchObject({ id: 'single', type: 'EQL', source: 'process where true' });
    expect(pair).toMatchObject({ id: 'pair', type: 'Sequence' });
  });

  test('before anything ran, what is not measured is null', () => {
    const { figures, progress, takenAtNs } = setUp().source.read();
    expect(takenAtNs).toBe(42);
    expect(progress).toEqual({ state: 'starting', bytesRead: 0, bytesTotal: null, events: 0, wallTimeNs: 0 });
    expect(figures[0]).toEqual({
      memoryBytes: null,
      peakMemoryBytes: null,
      cpuTimeNs: 0,
      offered: 0,
      evaluations: 0,
      alerts: 0,
      lastHitNs: null,
      p99LatencyNs: null,
      errors: 0,
      quarantined: false,
      state: null,
      steps: [],
    });
    expect(figures[1]!.steps).toEqual([
      { evaluations: 0, matches: 0 },
      { evaluations: 0, matches: 0 },
    ]);
  });

  test('reads what the engine has written since', () => {
    const { metrics, source } = setUp();
    const table = metrics.rules;
    table.cpuTimeNs[1] = 5e6;
    table.phaseNs[1] = 7e6;
    table.offered[1] = 100;
    table.evaluations[1] = 60;
    table.stepMatches[table.stepIndex(1, 1)] = 3;
    table.setState(1, {
      partialMatches: 2,
      peakPartialMatches: 4,
      expired: 1,
      evicted: 5,
      lateEvents: 0,
      memoryBytes: 640,
      peakMemoryBytes: 1_280,
    });
    table.countAlert(1, 9n);
    table.countFault(1, true);
    metrics.progress.state = 'running';
    metrics.progress.update({
      bytesRead: 10,
      bytesTotal: 20,
      eventsDecoded: 30,
      events: 25,
      wallTimeNs: 40,
      firstEventNs: undefined,
      lastEventNs: undefined,
    });
    const { figures, progress, phaseNs } = source.read();
    expect(progress).toEqual({ state: 'running', bytesRead: 10, bytesTotal: 20, events: 25, wallTimeNs: 40 });
    expect(phaseNs.decode).toBe(7e6);
    expect(figures[1]).toMatchObject({
      cpuTimeNs: 5e6,
      offered: 100,
      evaluations: 60,
      alerts: 1,
      lastHitNs: 9n,
      errors: 1,
      quarantined: true,
      memoryBytes: 640,
      peakMemoryBytes: 1_280,
      state: { partialMatches: 2, peakPartialMatches: 4, expired: 1, evicted: 5 },
      steps: [
        { evaluations: 0, matches: 0 },
        { evaluations: 0, matches: 3 },
      ],
    });
  });

  test('reads the latencies that were timed', () => {
    const { metrics, source } = setUp();
    expect(source.details(0).latency).toBeNull();
    for (let at = 0; at < 1_000; at++) metrics.latency.add(0, at < 980 ? 100 : 5_000, false, at + 1);
    expect(source.read().figures[0]!.p99LatencyNs).toBeGreaterThan(4_500);
    const buckets = source.details(0).latency!;
    expect(buckets.map(({ count }) => count)).toEqual([980, 20]);
    for (const [bucket, value] of [[buckets[0]!, 100] as const, [buckets[1]!, 5_000] as const]) {
      expect(bucket.fromNs).toBeLessThanOrEqual(value);
      expect(bucket.toNs).toBeGreaterThan(value);
    }
  });

  test('passes on what else is known of a rule', () => {
    const { rules, metrics } = setUp();
    const faults = ['it failed'];
    const health = { samples: 5, askedIntervalUs: 1_000, observedIntervalUs: null };
    const source = createLiveSource({
      rules,
      metrics,
      clock: () => 0,
      samplingHealth: () => health,
      details: (rule) => (rule === 1 ? { faults } : {}),
    });
    expect(source.read().sampling).toBe(health);
    expect(source.details(1)).toEqual({ latency: null, hotSpots: null, faults, advice: [] });
    expect(source.details(0).faults).toEqual([]);
  });
});
