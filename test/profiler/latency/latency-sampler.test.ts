import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_CHOSEN } from '../../../src/engine/chosen-events.ts';
import {
  COLD_EVALUATIONS,
  LATENCY_BUDGET,
  LatencySampler,
} from '../../../src/profiler/latency/latency-sampler.ts';
import type { SectionCost } from '../../../src/profiler/latency/timing-cost.ts';
import { MetricsTable } from '../../../src/profiler/metrics-table.ts';
import { seededRandom } from '../../../src/profiler/seeded-random.ts';

const COST: SectionCost = { lapNs: 40, sectionNs: 400, evaluationNs: 80 };

interface Rule {
  readonly perBatch: number;
  readonly evaluationNs: number;
}

/** Plays a run of a pack: each batch takes its time, and timing costs what it costs. */
class PlayedRun {
  readonly metrics: MetricsTable;
  readonly sampler: LatencySampler;
  readonly timed: number[];
  engineNs = 0;
  timingNs = 0;
  readonly #rules: readonly Rule[];
  #hasRun = false;

  constructor(rules: readonly Rule[], seed = 1) {
    this.#rules = rules;
    this.metrics = MetricsTable.create(rules.length);
    this.sampler = new LatencySampler(this.metrics, COST, seededRandom(seed));
    this.timed = rules.map(() => 0);
  }

  batches(count: number): this {
    for (let batch = 0; batch < count; batch++) this.#batch();
    return this;
  }

  #batch(): void {
    this.sampler.beginBatch();
    for (const [index, { perBatch, evaluationNs }] of this.#rules.entries()) {
      const chosen = this.sampler.choose(index, perBatch, !this.#hasRun);
      if (chosen > perBatch) throw new Error(`${chosen} of ${perBatch} evaluations were chosen`);
      if (chosen > 0) {
        const costNs = COST.sectionNs + chosen * COST.evaluationNs;
        this.sampler.spend(chosen, costNs);
        this.timingNs += costNs;
        this.timed[index]! += chosen;
      }
      this.metrics.evaluations[index]! += perBatch;
      this.metrics.cpuTimeNs[index]! += perBatch * evaluationNs;
      this.engineNs += perBatch * evaluationNs;
    }
    this.#hasRun = true;
  }
}

const manyRules: readonly Rule[] = Array.from({ length: 200 }, (_, at) => ({
  perBatch: 1 + ((at * 37) % 400),
  evaluationNs: 10 + (at % 7) * 30,
}));

describe('which evaluations are timed', () => {
  it('the first ones always are', () => {
    const { sampler } = new PlayedRun([{ perBatch: 10, evaluationNs: 1 }]);
    sampler.beginBatch();
    expect(sampler.choose(0, 10, true)).toBe(COLD_EVALUATIONS);
    expect(sampler.choose(0, 2, true)).toBe(2);
    expect(sampler.choose(0, 10, false)).toBe(0);
  });

  it('and no others of the first batch, though decoding it was work of the engine', () => {
    const { metrics, sampler } = new PlayedRun([{ perBatch: 10, evaluationNs: 1 }]);
    metrics.phaseNs[1] = 1e9;
    sampler.beginBatch();
    expect(sampler.choose(0, 1_000, false)).toBe(0);
    metrics.evaluations[0] = 1_000;
    sampler.beginBatch();
    expect(sampler.choose(0, 1_000, false)).toBeGreaterThan(0);
  });

  it('costs no more than its budget, and uses most of it', () => {
    const run = new PlayedRun(manyRules).batches(2_000);
    const share = run.timingNs / run.engineNs;
    expect(share).toBeLessThanOrEqual(LATENCY_BUDGET * 1.05);
    expect(share).toBeGreaterThan(LATENCY_BUDGET * 0.8);
  });

  it('keeps to the budget whatever the rules do', () => {
    const rule = fc.record({
      perBatch: fc.integer({ min: 1, max: 1_024 }),
      evaluationNs: fc.integer({ min: 1, max: 100_000 }),
    });
    fc.assert(
      fc.property(fc.array(rule, { minLength: 1, maxLength: 30 }), fc.integer(), (rules, seed) => {
        const run = new PlayedRun(rules, seed).batches(100);
        // What may be spent at once: the first evaluations, and one batch that began within the budget.
        const atOnceNs = 2 * rules.length * (COST.sectionNs + MOST_CHOSEN * COST.evaluationNs);
        expect(run.timingNs).toBeLessThanOrEqual(LATENCY_BUDGET * run.engineNs + atOnceNs);
      }),
      { numRuns: 50 },
    );
  });

  it('gives every rule samples, and those with more CPU time more of them', () => {
    const run = new PlayedRun([...manyRules, { perBatch: 300, evaluationNs: 100_000 }]).batches(500);
    expect(Math.min(...run.timed)).toBeGreaterThan(8);
    expect(run.timed.at(-1)).toBe(Math.max(...run.timed));
  });

  it('spreads over a run of a few batches', () => {
    const run = new PlayedRun(manyRules.map((rule) => ({ ...rule, evaluationNs: rule.evaluationNs * 100 })));
    run.batches(1);
    const afterFirst = run.timed.reduce((sum, timed) => sum + timed, 0);
    run.batches(3);
    const timed = run.timed.reduce((sum, count) => sum + count, 0);
    expect(timed).toBeGreaterThan(3 * afterFirst);
    expect(run.timed.filter((count) => count > COLD_EVALUATIONS).length).toBeGreaterThan(150);
  });

  it('does not fall in step with a pattern in the stream', () => {
    // Every second batch of this rule is of another sort; both must be sampled alike.
    const metrics = MetricsTable.create(1);
    const sampler = new LatencySampler(metrics, COST, seededRandom(5));
    const timed = [0, 0];
    for (let batch = 0; batch < 4_000; batch++) {
      sampler.beginBatch();
      const chosen = sampler.choose(0, 100, batch === 0);
      if (batch > 0) timed[batch % 2]! += chosen;
      if (chosen > 0) sampler.spend(chosen, COST.sectionNs + chosen * COST.evaluationNs);
      metrics.evaluations[0]! += 100;
      metrics.cpuTimeNs[0]! += 100 * 500;
    }
    expect(timed[0]! + timed[1]!).toBeGreaterThan(500);
    expect(timed[0]! / timed[1]!).toBeGreaterThan(0.7);
    expect(timed[0]! / timed[1]!).toBeLessThan(1 / 0.7);
  });

  it('does not count waiting for input as time to spend from', () => {
    const { metrics, sampler } = new PlayedRun([{ perBatch: 100, evaluationNs: 1 }]);
    sampler.beginBatch();
    sampler.spend(4, 1_000);
    metrics.evaluations[0] = 100;
    metrics.phaseNs[0] = 1e12;
    sampler.beginBatch();
    expect(sampler.choose(0, 1_024, false)).toBe(0);
  });
});
