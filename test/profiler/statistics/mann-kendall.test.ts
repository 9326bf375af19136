import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mannKendall } from '../../../src/profiler/statistics/mann-kendall.ts';
import { Draws, SIMULATIONS, times } from './simulation.ts';

test('the example of Gilbert (1987), page 212, with ties', () => {
  const values = [20, 20, 20, 20, 15, 20, 20, 30, 27, 26, 23, 35, 25, 28, 70, 26, 24, 34, 32, 23, 50, 30];
  const { variance, z } = mannKendall(values);
  // Equal are six values of 20 and two each of 23, 26 and 30.
  expect(variance).toBeCloseTo((22 * 21 * 49 - 6 * 5 * 17 - 3 * (2 * 1 * 9)) / 18, 10);
  // The book rounds to 3.1.
  expect(z).toBeGreaterThan(3.05);
  expect(z).toBeLessThan(3.15);
});

test('1 to 100, as pyMannKendall has it', () => {
  // The expected values of the package's own tests, in its version for Julia.
  const { s, variance, z } = mannKendall(times(100, (at) => at + 1));
  expect(s).toBe(4_950);
  expect(variance).toBe(112_750);
  expect(z).toBeCloseTo(14.73869998208331, 10);
});

test('nothing can be said of equal values, or of none', () => {
  expect(mannKendall([])).toEqual({ s: 0, variance: 0, z: 0 });
  expect(mannKendall([7, 7, 7, 7, 7])).toEqual({ s: 0, variance: 0, z: 0 });
});

test('only the order counts, and turning it round turns the sign', () => {
  const values = fc.array(fc.integer({ min: -1_000, max: 1_000 }), { minLength: 2, maxLength: 60 });
  fc.assert(
    fc.property(values, (sample) => {
      const result = mannKendall(sample);
      expect(mannKendall(sample.map((value) => value ** 3 + 5))).toEqual(result);
      const turned = mannKendall([...sample].reverse());
      expect(turned.s).toBe(0 - result.s);
      expect(turned.z).toBeCloseTo(-result.z, 12);
      expect(turned.variance).toBe(result.variance);
    }),
  );
});

test('sees a trend in 5 % of simulated series that have none', () => {
  const draws = new Draws(3);
  let seen = 0;
  for (let round = 0; round < SIMULATIONS; round++) {
    // Rounded, so that there are ties.
    if (Math.abs(mannKendall(times(25, () => Math.round(2 * draws.normal()))).z) > 1.96) seen++;
  }
  expect(seen / SIMULATIONS).toBeGreaterThan(0.03);
  expect(seen / SIMULATIONS).toBeLessThan(0.07);
});
