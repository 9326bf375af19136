import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LEAST_POINTS, theilSen } from '../../../src/profiler/statistics/theil-sen.ts';
import { coverage, times } from './simulation.ts';

test('the example of Sen (1968), section 6', () => {
  expect(theilSen([1, 2, 3, 4, 10, 12, 18], [9, 15, 19, 20, 45, 55, 78])?.slope).toBe(4);
});

test('the cloud seeding example of Hollander and Wolfe, table 9.1', () => {
  expect(theilSen([1, 2, 3, 4, 5], [1.26, 1.27, 1.12, 1.16, 1.03])?.slope).toBeCloseTo(-0.056, 3);
});

test('a quarter of wild points does not move it far', () => {
  const xs = times(40, (at) => at);
  const ys = xs.map((x) => (x % 4 === 1 ? 1e9 : 5 * x + (x % 3)));
  expect(theilSen(xs, ys)?.slope).toBeCloseTo(5, 0);
});

test('of too few points there is no line, or no interval', () => {
  expect(theilSen([], [])).toBeNull();
  expect(theilSen([1], [1])).toBeNull();
  expect(theilSen([1, 2], [1, 3])).toEqual({ slope: 2, interval: null });
  const xs = times(LEAST_POINTS, (at) => at);
  expect(theilSen(xs, xs)?.interval).toEqual([1, 1]);
});

test('what are not points is refused', () => {
  expect(() => theilSen([1, 2], [1])).toThrow(RangeError);
  expect(() => theilSen([1, 1], [1, 2])).toThrow(RangeError);
  expect(() => theilSen([1, Number.NaN], [1, 2])).toThrow(RangeError);
});

test('shifting changes nothing, tilting adds, stretching multiplies', () => {
  const values = fc.array(fc.integer({ min: -1e6, max: 1e6 }), { minLength: LEAST_POINTS, maxLength: 40 });
  fc.assert(
    fc.property(values, fc.integer({ min: -1_000, max: 1_000 }), (ys, tilt) => {
      const xs = ys.map((_, at) => at);
      const { slope, interval } = theilSen(xs, ys)!;
      expect(interval![0]).toBeLessThanOrEqual(slope);
      expect(interval![1]).toBeGreaterThanOrEqual(slope);
      expect(
        theilSen(
          xs,
          ys.map((y) => y + 77),
        )?.slope,
      ).toBeCloseTo(slope, 6);
      expect(
        theilSen(
          xs.map((x) => x + 77),
          ys,
        )?.slope,
      ).toBeCloseTo(slope, 6);
      expect(
        theilSen(
          xs,
          ys.map((y, at) => y + tilt * at),
        )?.slope,
      ).toBeCloseTo(slope + tilt, 6);
      expect(
        theilSen(
          xs,
          ys.map((y) => 3 * y),
        )?.slope,
      ).toBeCloseTo(3 * slope, 6);
      expect(
        theilSen(
          xs.map((x) => 2 * x),
          ys,
        )?.slope,
      ).toBeCloseTo(slope / 2, 6);
    }),
  );
});

test.each([LEAST_POINTS, 30])(
  'covers the true slope in 95 percent of simulated cases of %i points',
  (count) => {
    const xs = times(count, (at) => 10 * at);
    const share = coverage(count, (draws) => ({
      truth: 2,
      interval: theilSen(
        xs,
        xs.map((x) => 2 * x + 50 * draws.normal()),
      )!.interval!,
    }));
    expect(share).toBeGreaterThan(0.93);
    expect(share).toBeLessThan(0.98);
  },
);
