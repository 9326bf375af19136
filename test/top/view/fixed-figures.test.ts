import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  clockText,
  evaluationTimeText,
  eventTimeToSecond,
  memoryText,
  percentText,
  shortCountText,
  timeText,
} from '../../../src/top/view/fixed-figures.ts';

test.each([
  [null, '-'],
  [0, '0 B'],
  [999, '999 B'],
  [1_230_000, '1.23 MB'],
  [999_995, '1.00 MB'],
  [999_994, '999.99 kB'],
  [3.5e12, '3.50 TB'],
])('%s bytes are %s', (bytes, text) => {
  expect(memoryText(bytes)).toBe(text);
});

test.each([
  [null, '-'],
  [0, '0.0 ns'],
  [123_400, '123.4 µs'],
  [999_960, '1.0 ms'],
  [999_960_000, '1.0 s'],
  [1.5e9, '1.5 s'],
  [9_999.9e9, '9,999.9 s'],
  [10_000e9, '2.8 h'],
])('%s ns are %s', (ns, text) => {
  expect(timeText(ns)).toBe(text);
});

test.each([
  [null, '-'],
  [0, '~0 ns'],
  [0.99, '~0 ns'],
  [1, '1.0 ns'],
  [999_960, '1.0 ms'],
])('an evaluation of %s ns took %s', (ns, text) => {
  expect(evaluationTimeText(ns)).toBe(text);
});

test.each([
  [0, '0'],
  [999_999, '999,999'],
  [999_999.5, '1.00 M'],
  [1_234_567, '1.23 M'],
  [2.5e9, '2.50 G'],
])('%s is counted as %s', (count, text) => {
  expect(shortCountText(count)).toBe(text);
});

test.each([
  [null, '-'],
  [0, '0.0 %'],
  [0.0004, '<0.1 %'],
  [0.123, '12.3 %'],
  [9.999, '999.9 %'],
  [20, '>999 %'],
])('a share of %s is %s', (share, text) => {
  expect(percentText(share)).toBe(text);
});

test.each([
  [-1, '0:00'],
  [6.2, '0:07'],
  [754, '12:34'],
  [3_723, '1:02:03'],
])('%s seconds are %s', (seconds, text) => {
  expect(clockText(seconds)).toBe(text);
});

test('an event time is cut to seconds; one that no calendar has is not shown', () => {
  expect(eventTimeToSecond(1_714_557_600_999_000_000n)).toBe('2024-05-01 10:00:00');
  expect(eventTimeToSecond(null)).toBe('-');
  expect(eventTimeToSecond(-(2n ** 62n) * 1_000n)).toBe('-');
});

describe('whatever the figure, its text is no wider than its column', () => {
  const figures = fc.oneof(
    fc.double({ min: 0, max: 1e13, noNaN: true }),
    fc.double({ min: 0, max: 1e4, noNaN: true }),
  );
  test.each([
    ['memory', memoryText, 9],
    ['time', timeText, 9],
    ['share', percentText, 7],
  ] as const)('%s', (_, text, widthColumns) => {
    fc.assert(fc.property(figures, (figure) => text(figure).length <= widthColumns));
  });

  test('count', () => {
    const counts = fc.double({ min: 0, max: 1e11, noNaN: true });
    fc.assert(fc.property(counts, (count) => shortCountText(count).length <= 8));
  });
});
