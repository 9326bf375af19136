import fc from 'fast-check';
import { expect, test } from 'vitest';
import { overlap, spreadOf } from '../../bench/spread.ts';

const ratios = fc.array(fc.double({ min: 0.001, max: 1_000, noNaN: true }), { minLength: 1 });

test('median and quartiles are interpolated, in whatever order values come', () => {
  expect(spreadOf([4, 1, 3, 2])).toEqual({ low: 1.75, median: 2.5, high: 3.25 });
  expect(spreadOf([7])).toEqual({ low: 7, median: 7, high: 7 });
});

test('no values have no median', () => {
  expect(() => spreadOf([])).toThrow(RangeError);
});

test('quartiles lie in order within the values', () => {
  fc.assert(
    fc.property(ratios, (values) => {
      const { low, median, high } = spreadOf(values);
      const places = [Math.min(...values), low, median, high, Math.max(...values)];
      expect(places).toEqual(places.toSorted((left, right) => left - right));
    }),
  );
});

test('intervals overlap when one value is in both, and whichever is named first', () => {
  const interval = (low: number, high: number) => ({ low, median: (low + high) / 2, high });
  expect(overlap(interval(1, 2), interval(2, 3))).toBe(true);
  expect(overlap(interval(1, 4), interval(2, 3))).toBe(true);
  expect(overlap(interval(2, 3), interval(1, 4))).toBe(true);
  expect(overlap(interval(1, 2), interval(2.1, 3))).toBe(false);
  expect(overlap(interval(2.1, 3), interval(1, 2))).toBe(false);
});
