import { describe, expect, test } from 'vitest';
import { calibrateClock, createMonotonicClock, createWallClock } from '../../src/profiler/clock.ts';

describe('calibrateClock', () => {
  test('a clock that moves with every read costs that much and resolves that much', () => {
    let nowNs = 0;
    expect(calibrateClock(() => (nowNs += 40))).toEqual({ readCostNs: 40, resolutionNs: 40 });
  });

  test('a coarse clock is not taken for a free one', () => {
    let reads = 0;
    const coarse = () => Math.floor((reads++ * 40) / 1_000) * 1_000;
    expect(calibrateClock(coarse)).toEqual({ readCostNs: 40, resolutionNs: 1_000 });
  });

  test('rounds that the machine interrupted do not count', () => {
    let reads = 0;
    let nowNs = 0;
    const interrupted = () => (nowNs += ++reads % 5_000 === 0 ? 1e9 : 40);
    expect(calibrateClock(interrupted).readCostNs).toBe(40);
  });

  test('a clock that stands still is refused', () => {
    expect(() => calibrateClock(() => 5)).toThrow(/did not advance in 20200 reads/);
  });
});

test.each([
  ['monotonic', createMonotonicClock()],
  ['wall', createWallClock()],
])('the %s clock never goes back and moves on', (_, clock) => {
  const firstNs = clock();
  let lastNs = firstNs;
  for (let read = 0; read < 100_000; read++) {
    const nowNs = clock();
    if (nowNs < lastNs) expect.fail(`${nowNs} came after ${lastNs}`);
    lastNs = nowNs;
  }
  expect(lastNs).toBeGreaterThan(firstNs);
});

test('both clocks count nanoseconds: they agree on how long something took', () => {
  const clock = createMonotonicClock();
  const wallClock = createWallClock();
  const wallStartNs = wallClock();
  const startNs = clock();
  // A read of one happens inside the reads of the other, so it can only be shorter.
  while (clock() - startNs < 2_000_000);
  const lengthNs = clock() - startNs;
  expect(wallClock() - wallStartNs).toBeGreaterThanOrEqual(lengthNs - 2_000);
});
