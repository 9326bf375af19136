import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mannWhitney, smallestPValue } from '../../../src/profiler/statistics/mann-whitney.ts';

/** Every way to choose `size` of the places below `count`. */
function choices(count: number, size: number, from = 0): number[][] {
  if (size === 0) return [[]];
  const found: number[][] = [];
  for (let place = from; place < count; place++) {
    for (const rest of choices(count, size - 1, place + 1)) found.push([place, ...rest]);
  }
  return found;
}

function uOf(first: readonly number[], second: readonly number[]): number {
  let u = 0;
  for (const a of first) for (const b of second) u += b > a ? 1 : b === a ? 0.5 : 0;
  return u;
}

test('the worked example of two separate samples of six: 2 of 924 choices', () => {
  const { u, pValue } = mannWhitney([1, 2, 3, 4, 5, 6], [7, 8, 9, 10, 11, 12]);
  expect(u).toBe(36);
  expect(pValue).toBeCloseTo(2 / 924, 12);
  expect(smallestPValue(6, 6)).toBeCloseTo(2 / 924, 12);
  expect(smallestPValue(10, 10)).toBeCloseTo(2 / 184_756, 15);
});

test('is what trying every choice gives, with and without equal values', () => {
  const values = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(values, values, (first, second) => {
      const all = [...first, ...second];
      const middle = (first.length * second.length) / 2;
      const seen = uOf(first, second);
      const tried = choices(all.length, second.length).map((chosen) =>
        uOf(
          all.filter((_, place) => !chosen.includes(place)),
          chosen.map((place) => all[place]!),
        ),
      );
      const asFar = tried.filter((u) => Math.abs(u - middle) >= Math.abs(seen - middle) - 1e-9).length;
      const { u, pValue } = mannWhitney(first, second);
      expect(u).toBeCloseTo(seen, 9);
      expect(pValue).toBeCloseTo(asFar / tried.length, 9);
    }),
    { numRuns: 60 },
  );
});

test('which sample comes first does not matter', () => {
  const values = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(values, values, (first, second) => {
      expect(mannWhitney(first, second).pValue).toBeCloseTo(mannWhitney(second, first).pValue, 9);
    }),
  );
});

test('many values: the normal form is close to the exact one at the border between them', () => {
  const first = Array.from({ length: 40 }, (_, index) => index * 2);
  const second = Array.from({ length: 40 }, (_, index) => index * 2 + 11);
  const exact = mannWhitney(first, second).pValue;
  const normal = mannWhitney([...first, 39], second).pValue;
  expect(exact).toBeGreaterThan(0.01);
  expect(normal / exact).toBeGreaterThan(0.8);
  expect(normal / exact).toBeLessThan(1.25);
});

test('equal values everywhere are no difference', () => {
  expect(mannWhitney([3, 3, 3], [3, 3]).pValue).toBe(1);
  expect(mannWhitney(new Array<number>(50).fill(3), new Array<number>(50).fill(3)).pValue).toBe(1);
});

test('nothing to compare is an error', () => {
  expect(() => mannWhitney([], [1])).toThrow(RangeError);
});
