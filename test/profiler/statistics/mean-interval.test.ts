import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  LEAST_VALUES,
  meanInterval,
  meanIntervalOf,
} from '../../../src/profiler/statistics/mean-interval.ts';
import { studentT95 } from '../../../src/profiler/statistics/student-t.ts';
import { coverage, times } from './simulation.ts';

test("Student's own data: hours of sleep gained", () => {
  // R's data set `sleep`; its help page for t.test() gives 0.7001142 to 2.4598858.
  const [low, high] = meanInterval([1.2, 2.4, 1.3, 1.3, 0, 1, 1.8, 0.8, 4.6, 1.4])!;
  expect(low).toBeCloseTo(0.7001, 3);
  expect(high).toBeCloseTo(2.4599, 3);
});

// R: qt(0.975, degrees)
test.each([
  [1, 12.7062],
  [20, 2.085963],
  [21, 2.079614],
  [30, 2.042272],
  [60, 2.000298],
  [120, 1.97993],
  [1_000_000, 1.959966],
])("Student's t for %i degrees of freedom is %f", (degrees, t) => {
  expect(Math.abs(studentT95(degrees) / t - 1)).toBeLessThan(2e-4);
});

test('t falls with every degree of freedom', () => {
  const values = times(60, (at) => studentT95(at + 1));
  expect(values).toEqual([...values].sort((a, b) => b - a));
});

test.each([0, -1, 2.5])('%f degrees of freedom are refused', (degrees) => {
  expect(() => studentT95(degrees)).toThrow(RangeError);
});

test('of too few values there is none', () => {
  expect(meanInterval([])).toBeNull();
  expect(meanInterval(times(LEAST_VALUES - 1, (at) => at))).toBeNull();
  expect(meanInterval(times(LEAST_VALUES, (at) => at))).not.toBeNull();
  expect(meanIntervalOf({ count: LEAST_VALUES - 1, mean: 1, variance: 1 })).toBeNull();
});

test('shifting and stretching the values shifts and stretches it', () => {
  const values = fc.array(fc.integer({ min: -1e6, max: 1e6 }), { minLength: LEAST_VALUES, maxLength: 50 });
  fc.assert(
    fc.property(
      values,
      fc.integer({ min: -1e6, max: 1e6 }),
      fc.integer({ min: 1, max: 100 }),
      (sample, shift, factor) => {
        const [low, high] = meanInterval(sample)!;
        const moved = meanInterval(sample.map((value) => value * factor + shift))!;
        expect(moved[0]).toBeCloseTo(low * factor + shift, 2);
        expect(moved[1]).toBeCloseTo(high * factor + shift, 2);
      },
    ),
  );
});

test.each([5, 12, 60])('covers the true mean in 95 percent of simulated cases of %i values', (count) => {
  const share = coverage(count, (draws) => ({
    truth: 10,
    interval: meanInterval(times(count, () => 10 + 3 * draws.normal()))!,
  }));
  expect(share).toBeGreaterThan(0.93);
  expect(share).toBeLessThan(0.97);
});
