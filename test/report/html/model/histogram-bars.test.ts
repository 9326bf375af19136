import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { histogramBars } from '../../../../src/report/html/model/histogram-bars.ts';

const buckets = fc
  .uniqueArray(fc.integer({ min: 0, max: 2 ** 40 }), { minLength: 1, maxLength: 200 })
  .chain((from) =>
    fc.tuple(
      ...from
        .toSorted((a, b) => a - b)
        .map((ns) => fc.tuple(fc.constant(ns), fc.integer({ min: 1, max: 1e6 }))),
    ),
  );

test('no evaluation is lost, bars follow on each other, and there are no more than asked for', () => {
  fc.assert(
    fc.property(buckets, (given) => {
      const bars = histogramBars(given, 48);
      const total = given.reduce((sum, [, count]) => sum + count, 0);
      expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(total);
      expect(bars.length).toBeLessThanOrEqual(48);
      for (const [index, bar] of bars.slice(1).entries()) expect(bar.fromNs).toBe(bars[index]!.toNs);
    }),
  );
});

test('a bar holds the buckets that begin in it', () => {
  const bars = histogramBars(
    [
      [1_000, 5],
      [1_024, 2],
      [4_096, 1],
    ],
    4,
  );
  expect(bars).toEqual([
    { fromNs: 512, toNs: 1_024, count: 5 },
    { fromNs: 1_024, toNs: 2_048, count: 2 },
    { fromNs: 2_048, toNs: 4_096, count: 0 },
    { fromNs: 4_096, toNs: 8_192, count: 1 },
  ]);
});

test('what was too short to tell from nothing is in a bar that begins at nothing', () => {
  expect(histogramBars([[0, 3]], 8)).toEqual([{ fromNs: 0, toNs: 2 ** (1 / 8), count: 3 }]);
});

test('no buckets, no bars', () => {
  expect(histogramBars([], 48)).toEqual([]);
});
