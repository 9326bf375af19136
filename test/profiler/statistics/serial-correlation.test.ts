import { expect, test } from 'vitest';
import { serialVarianceFactor } from '../../../src/profiler/statistics/serial-correlation.ts';
import { theilSen } from '../../../src/profiler/statistics/theil-sen.ts';
import { coverage, Draws, times } from './simulation.ts';

/** Each value is so much of the one before, and something new. */
function remembering(draws: Draws, count: number, correlation: number): number[] {
  let last = draws.normal();
  return times(count, () => {
    last = correlation * last + Math.sqrt(1 - correlation ** 2) * draws.normal();
    return last;
  });
}

test('values that do not depend on each other leave the variance as it is', () => {
  expect(serialVarianceFactor(remembering(new Draws(5), 20_000, 0))).toBeCloseTo(1, 1);
  expect(serialVarianceFactor([3, 3, 3])).toBe(1);
  expect(serialVarianceFactor([])).toBe(1);
  expect(serialVarianceFactor([1, -1, 1, -1, 1, -1])).toBe(1);
});

test('values that remember half of the one before count a third', () => {
  expect(serialVarianceFactor(remembering(new Draws(6), 50_000, 0.5))).toBeCloseTo(3, 0);
});

test('never more than nineteen times', () => {
  expect(serialVarianceFactor(times(5_000, (at) => at))).toBeCloseTo(19, 6);
});

test('the slope of a series that remembers is covered, too', () => {
  const xs = times(80, (at) => at);
  const share = coverage(7, (draws) => {
    const noise = remembering(draws, xs.length, 0.5);
    return {
      truth: 0.1,
      interval: theilSen(
        xs,
        xs.map((x) => 0.1 * x + noise[x]!),
      )!.interval!,
    };
  });
  // A correlation that is estimated from 80 values is a little low.
  expect(share).toBeGreaterThan(0.9);
  expect(share).toBeLessThan(0.98);
});
