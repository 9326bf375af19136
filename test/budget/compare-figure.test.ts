import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { OPERATORS } from '../../src/budget/budget.ts';
import { compare, isUncertain } from '../../src/budget/compare-figure.ts';

const number = fc.integer({ min: -5, max: 5 });

test.each([
  ['<', [true, false, false]],
  ['<=', [true, true, false]],
  ['>', [false, false, true]],
  ['>=', [false, true, true]],
  ['==', [false, true, false]],
  ['!=', [true, false, true]],
] as const)('1, 2 and 3 %s 2', (operator, expected) => {
  expect([1, 2, 3].map((value) => compare(value, operator, 2))).toEqual(expected);
});

test('what is certain holds for every value of the interval, and what is not does not', () => {
  fc.assert(
    fc.property(number, number, number, fc.constantFrom(...OPERATORS), (a, b, limit, operator) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      const inside = Array.from({ length: 2 * (high - low) + 1 }, (_, step) => low + step / 2);
      const answers = new Set(inside.map((value) => compare(value, operator, limit)));
      expect(isUncertain({ value: low, interval: [low, high] }, operator, limit)).toBe(answers.size > 1);
    }),
    { numRuns: 2_000 },
  );
});

test('an exact figure is never uncertain', () => {
  expect(isUncertain({ value: 2, interval: null }, '<', 2)).toBe(false);
});
