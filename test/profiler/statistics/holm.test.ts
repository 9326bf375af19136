import fc from 'fast-check';
import { expect, test } from 'vitest';
import { holm } from '../../../src/profiler/statistics/holm.ts';

test('the worked example: the smallest times four, the next times three', () => {
  const [a, b, c, d] = holm([0.01, 0.04, 0.03, 0.005]);
  expect([a, b, c, d].map((p) => p!.toFixed(3))).toEqual(['0.030', '0.060', '0.060', '0.020']);
});

test('of one test nothing changes, of none there is nothing', () => {
  expect(holm([0.2])).toEqual([0.2]);
  expect(holm([])).toEqual([]);
});

test('keeps the order of the tests, makes none smaller, and never exceeds Bonferroni or 1', () => {
  const values = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 });
  fc.assert(
    fc.property(values, (pValues) => {
      const corrected = holm(pValues);
      for (const [index, p] of pValues.entries()) {
        expect(corrected[index]).toBeGreaterThanOrEqual(p);
        expect(corrected[index]).toBeLessThanOrEqual(Math.min(1, p * pValues.length));
        for (const [other, q] of pValues.entries())
          if (p < q) expect(corrected[index]).toBeLessThanOrEqual(corrected[other]!);
      }
    }),
  );
});
