import { describe, expect, it } from 'vitest';
import { Engine } from '../../../src/engine/engine.ts';
import { ecsVocabulary } from '../../../src/engine/events/ecs-vocabulary.ts';
import { AccountingProbe } from '../../../src/profiler/accounting-probe.ts';
import { conservation } from '../../../src/profiler/conservation.ts';
import { FieldsTable } from '../../../src/profiler/fields-table.ts';
import { LatencyProfile } from '../../../src/profiler/latency/latency-profile.ts';
import { COLD_EVALUATIONS } from '../../../src/profiler/latency/latency-sampler.ts';
import { LatencyTable } from '../../../src/profiler/latency/latency-table.ts';
import { MetricsTable } from '../../../src/profiler/metrics-table.ts';
import { ruleOf } from '../../support/rule.ts';

const RULES = [
  ruleOf('any where process.name : "*a*b*c*" or process.pid > 990'),
  ruleOf('file where true'),
  ruleOf('process where process.pid < 3'),
];

const records = Array.from({ length: 1_000 }, (_, n) => ({
  event: { category: 'process' },
  process: { pid: n, name: `${'ab'.repeat(n % 200)}${n}` },
}));

/** By clocks whose readings are all that takes time: much between two owners, 40 to 2,040 ns around an evaluation. */
function profiledRun(batches: number) {
  const metrics = MetricsTable.create(RULES.length);
  let nowNs = 0;
  let reads = 0;
  const table = LatencyTable.create(RULES.length);
  const clock = () => (nowNs += 40 + (reads++ % 201) * 10);
  const cost = { lapNs: 40, sectionNs: 400, evaluationNs: 90 };
  const profile = new LatencyProfile({ table, metrics, clock, cost });
  const clocks = { clock: () => (nowNs += 2_000_000), wallClock: () => nowNs };
  const probe = new AccountingProbe(metrics, clocks, FieldsTable.create(0), profile.timer);
  const engine = new Engine(RULES);
  probe.start();
  for (let batch = 0; batch < batches; batch++) {
    const eventNumbers = records.map((_, at) => batch * records.length + at + 1);
    engine.run({ vocabulary: ecsVocabulary, records, eventNumbers }, () => {}, probe);
  }
  const wallTimeNs = probe.stop();
  return { ...profile.findings(), metrics, wallTimeNs };
}

describe('latency of a run', () => {
  const { rules, description, metrics, wallTimeNs } = profiledRun(40);
  const [slow, unused, fast] = rules;

  it('has figures of rules that ran, and none of others', () => {
    expect(slow!.timedEvaluations).toBeGreaterThan(400);
    expect(slow!.quantilesNs.p50).toBeGreaterThan(0);
    expect(slow!.quantilesNs.p90!).toBeGreaterThanOrEqual(slow!.quantilesNs.p50!);
    expect(slow!.quantilesNs.p99!).toBeGreaterThanOrEqual(slow!.quantilesNs.p90!);
    expect(slow!.maxNs!).toBeGreaterThanOrEqual(slow!.quantilesNs.p99!);
    expect(slow!.averageMatchNs).not.toBeNull();
    expect(slow!.coldNs).toBeGreaterThan(0);
    expect(slow!.slowestEvent).toBeGreaterThan(0);
    expect(slow!.slowestEvent).toBeLessThanOrEqual(40_000);
    expect(unused).toEqual({
      timedEvaluations: 0,
      quantilesNs: { p50: null, p90: null, p99: null, p999: null },
      intervalsNs: { p50: null, p90: null, p99: null, p999: null },
      maxNs: null,
      slowestEvent: null,
      averageMatchNs: null,
      averageNoMatchNs: null,
      coldNs: null,
      histogram: [],
    });
    expect(fast!.timedEvaluations).toBeGreaterThan(0);
  });

  it('describes how it was measured', () => {
    expect(description.coldEvaluations).toBe(2 * COLD_EVALUATIONS);
    expect(description.timedEvaluations).toBe(slow!.timedEvaluations + fast!.timedEvaluations);
    const evaluations = metrics.evaluations.reduce((sum, count) => sum + count, 0);
    const timed = description.timedEvaluations + description.coldEvaluations;
    expect(description.timedShare).toBeCloseTo(timed / evaluations, 12);
    expect(description.lapNs).toBeGreaterThan(0);
    expect(description.lapBeforeRunNs).toBeGreaterThan(0);
    expect(description.spentNs).toBeGreaterThan(0);
  });

  it('keeps the accounts whole, and bills timing to the profiler', () => {
    expect(conservation(metrics, wallTimeNs).withinTolerance).toBe(true);
    expect(metrics.phaseNs.at(-1)).toBeGreaterThan(0);
  });

  it('travels between threads', () => {
    expect(structuredClone({ rules, description })).toEqual({ rules, description });
  });
});
