import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LEAST_TRIALS, proportionInterval } from '../../../src/profiler/statistics/proportion-interval.ts';
import { coverage, times } from './simulation.ts';

// Newcombe, "Two-sided confidence intervals for the single proportion: comparison of seven methods", Statistics in
// Medicine 17 (1998), table I, method 3.
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('%i of %i lies between %f and %f, as published', (count, total, low, high) => {
  const interval = proportionInterval(count, total)!;
  expect(interval[0]).toBeCloseTo(low, 4);
  expect(interval[1]).toBeCloseTo(high, 4);
});

test('of too few trials there is none', () => {
  expect(proportionInterval(0, 0)).toBeNull();
  expect(proportionInterval(10, LEAST_TRIALS - 1)).toBeNull();
  expect(proportionInterval(10, LEAST_TRIALS)).not.toBeNull();
});

test.each([
  [-1, 30],
  [31, 30],
  [Number.NaN, 30],
])('%f of %f is refused', (count, total) => {
  expect(() => proportionInterval(count, total)).toThrow(RangeError);
});

test('hits and misses change places with their interval', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: LEAST_TRIALS, max: 1e6 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (total, share) => {
        const count = Math.round(share * total);
        const [low, high] = proportionInterval(count, total)!;
        const [mirroredLow, mirroredHigh] = proportionInterval(total - count, total)!;
        expect(low).toBeLessThanOrEqual(count / total);
        expect(high).toBeGreaterThanOrEqual(count / total);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeCloseTo(1 - mirroredHigh, 10);
        expect(high).toBeCloseTo(1 - mirroredLow, 10);
      },
    ),
  );
});

test('four times the trials halve it', () => {
  const width = (interval: readonly [number, number]) => interval[1] - interval[0];
  const ratio = width(proportionInterval(2_500, 10_000)!) / width(proportionInterval(10_000, 40_000)!);
  expect(ratio).toBeCloseTo(2, 2);
});

test('covers the truth in 95 percent of simulated cases', () => {
  const share = coverage(1, (draws) => {
    const truth = 0.05 + 0.9 * draws.uniform();
    const total = draws.between(LEAST_TRIALS, 400);
    const count = times(total, () => draws.uniform()).filter((draw) => draw < truth).length;
    return { truth, interval: proportionInterval(count, total)! };
  });
  expect(share).toBeGreaterThan(0.93);
  expect(share).toBeLessThan(0.97);
});
