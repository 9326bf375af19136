import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hodgesLehmann } from '../../../src/profiler/statistics/hodges-lehmann.ts';
import { mannWhitney } from '../../../src/profiler/statistics/mann-whitney.ts';

test('the median of all differences', () => {
  expect(hodgesLehmann([1, 2, 3], [11, 12, 14]).shift).toBe(10);
});

test('four and four are the fewest that have an interval, and then it is the whole range', () => {
  expect(hodgesLehmann([1, 2, 3], [4, 5, 6]).interval).toBeNull();
  expect(hodgesLehmann([0, 1, 2, 3], [10, 11, 12, 13]).interval).toEqual([7, 13]);
});

test('the tabled interval of ten and ten: without the 23 smallest and the 23 largest differences', () => {
  const first = Array.from({ length: 10 }, (_, index) => index);
  const second = first.map((value) => 100 + value * 10);
  const differences = second.flatMap((b) => first.map((a) => b - a)).sort((a, b) => a - b);
  expect(hodgesLehmann(first, second).interval).toEqual([differences[23], differences[76]]);
});

test('the interval leaves out nothing exactly where the rank test rejects that', () => {
  const values = fc.uniqueArray(fc.integer({ min: 0, max: 400 }), { minLength: 12, maxLength: 12 });
  fc.assert(
    fc.property(values, fc.integer({ min: -300, max: 300 }), (all, moved) => {
      const first = all.slice(0, 6);
      // Halves, so that no two values are equal.
      const second = all.slice(6).map((value) => value + moved + 0.5);
      const [low, high] = hodgesLehmann(first, second).interval!;
      expect(low > 0 || high < 0).toBe(mannWhitney(first, second).pValue <= 0.05);
    }),
  );
});

test('many values have an interval, too', () => {
  const first = Array.from({ length: 60 }, (_, index) => index);
  const { shift, interval } = hodgesLehmann(
    first,
    first.map((value) => value + 30),
  );
  expect(shift).toBe(30);
  expect(interval![0]).toBeGreaterThan(20);
  expect(interval![0]).toBeLessThan(30);
  expect(interval![1]).toBe(60 - interval![0]);
});

test('nothing to compare is an error', () => {
  expect(() => hodgesLehmann([1], [])).toThrow(RangeError);
});
