import fc from 'fast-check';
import { expect, test } from 'vitest';
import { median, medianOfSorted } from '../../../src/profiler/statistics/median.ts';

test('is the value in the middle, or the mean of the two there', () => {
  expect(median([10, 9, 100])).toBe(10);
  expect(median([9, 100, 10, 8])).toBe(9.5);
  expect(medianOfSorted(Float64Array.of(1, 2, 4, 100))).toBe(3);
  expect(() => median([])).toThrow(RangeError);
});

test('as many values lie above as below, in whatever order they are', () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 1 }), (values) => {
      const middle = median(values);
      const below = values.filter((value) => value < middle).length;
      const above = values.filter((value) => value > middle).length;
      expect(Math.max(below, above)).toBeLessThanOrEqual(values.length / 2);
    }),
  );
});
