import { expect, test } from 'vitest';
import { ruleUrl } from '../../../src/engine/rule-url.ts';
import { AllocationSampler } from '../../../src/profiler/memory/allocation-sampler.ts';
import { AllocationTally, LEAST_SAMPLES } from '../../../src/profiler/memory/allocation-tally.ts';
import type { HeapProfile, HeapProfileNode, HeapSampler } from '../../../src/profiler/memory/heap-sampler.ts';
import { coverage, type Draws } from '../statistics/simulation.ts';

function node(id: number, url: string, children: HeapProfileNode[] = []): HeapProfileNode {
  return { id, callFrame: { url }, children };
}

/** Gives the same profile at every stop. */
class FixedSampler implements HeapSampler {
  readonly calls: string[] = [];
  readonly #profile: HeapProfile;

  constructor(profile: HeapProfile) {
    this.#profile = profile;
  }

  start(): void {
    this.calls.push('start');
  }

  stop(): HeapProfile {
    this.calls.push('stop');
    return this.#profile;
  }

  close(): void {
    this.calls.push('close');
  }
}

test('samples go to the rule whose script is on the stack, whatever its id', async () => {
  const ids = ['one', '__proto__', 'quiet'];
  const head = node(1, '', [
    node(2, 'file:///engine.js', [
      node(3, ruleUrl('one'), [node(4, 'file:///helper.js')]),
      node(5, `${ruleUrl('__proto__')}#2`),
    ]),
  ]);
  const samples = [2, 3, 4, 5].flatMap((nodeId) => new Array(20).fill({ nodeId, size: 1_000 * nodeId }));
  const sampler = new FixedSampler({ head, samples });
  const instrument = new AllocationSampler(
    ids.map((id) => ({ id })),
    () => sampler,
  );
  await instrument.start();
  instrument.afterBatch();
  const { rules, total } = await instrument.stop();
  expect(rules.map((rule) => rule && [rule.bytes, rule.samples])).toEqual([
    [140_000, 40],
    [100_000, 20],
    null,
  ]);
  expect(total?.bytes).toBe(280_000);
  expect(sampler.calls).toEqual(['start', 'stop', 'close']);
});

test("V8's own profiler sees what is allocated and freed", async () => {
  const instrument = new AllocationSampler([]);
  await instrument.start();
  let held: number[] = [];
  for (let round = 0; round < 400; round++) held = new Array(50_000).fill(round);
  const { total } = await instrument.stop();
  expect(held.length).toBe(50_000);
  // 400 arrays of at least 200,000 bytes.
  expect(total!.interval[1]).toBeGreaterThan(80e6);
});

test('too few samples make no figure', () => {
  const tally = new AllocationTally(1_000);
  for (let at = 1; at < LEAST_SAMPLES; at++) tally.add(1_000);
  expect(tally.estimate()).toBeNull();
  tally.add(1_000);
  expect(tally.estimate()).toMatchObject({ bytes: LEAST_SAMPLES * 1_000, samples: LEAST_SAMPLES });
});

test.each([10, 500, 5_000])('covers the truth for objects of %i bytes, one sample in 1,000', (size) => {
  const chance = -Math.expm1(-size / 1_000);
  const objects = Math.ceil(60 / chance);
  const share = coverage(size, (draws: Draws) => {
    const tally = new AllocationTally(1_000);
    for (let at = 0; at < objects; at++) if (draws.uniform() < chance) tally.add(size / chance);
    const { interval } = tally.estimate()!;
    // Sums of floating-point numbers end a hair beside.
    return { truth: objects * size, interval: [interval[0] - 1e-6, interval[1] + 1e-6] };
  });
  expect(share).toBeGreaterThan(0.92);
  // Nearly every large object is seen: then there is hardly anything to be uncertain about, in steps of one object.
  expect(share).toBeLessThan(size > 1_000 ? 1.01 : 0.98);
});
