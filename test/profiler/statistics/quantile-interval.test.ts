import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quantileInterval } from '../../../src/profiler/statistics/quantile-interval.ts';
import { coverage } from './simulation.ts';

// The median: Campbell and Gardner, "Calculating confidence intervals for some non-parametric analyses", BMJ 296
// (1988), and any table of the sign test.
test.each([
  [6, 1, 6],
  [10, 2, 9],
  [20, 6, 15],
  [50, 18, 33],
  [100, 40, 61],
])('the median of %i values lies between those at ranks %i and %i, as published', (total, lower, upper) => {
  expect(quantileInterval(total, 0.5)).toEqual([lower, upper]);
});

test('of too few values there is none', () => {
  expect(quantileInterval(0, 0.5)).toBeNull();
  expect(quantileInterval(5, 0.5)).toBeNull();
  // The largest of n values is above the true p99 with 97.5 % confidence when 0.99^n <= 0.025.
  expect(quantileInterval(367, 0.99)).toBeNull();
  expect(quantileInterval(368, 0.99)?.[1]).toBe(368);
});

test.each([0, 1, -0.5, Number.NaN])('the quantile %f is refused', (quantile) => {
  expect(() => quantileInterval(100, quantile)).toThrow(RangeError);
});

test.each([-1, 1.5, Number.NaN])('%f values are refused', (total) => {
  expect(() => quantileInterval(total, 0.5)).toThrow(RangeError);
});

test('for many values it is the normal approximation', () => {
  const total = 10_000_000;
  const [lower, upper] = quantileInterval(total, 0.9)!;
  const reach = 1.959964 * Math.sqrt(total * 0.9 * 0.1);
  expect(Math.abs(lower - (0.9 * total - reach))).toBeLessThan(3);
  expect(Math.abs(upper - (0.9 * total + reach))).toBeLessThan(3);
});

test('it holds the quantile itself, and turning the order round turns it round', () => {
  const quantiles = fc.double({ min: 0.01, max: 0.99, noNaN: true });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20_000 }), quantiles, (total, quantile) => {
      const ranks = quantileInterval(total, quantile);
      const turned = quantileInterval(total, 1 - quantile);
      if (ranks === null) expect(turned).toBeNull();
      else {
        expect(ranks[0]).toBeLessThanOrEqual(Math.ceil(total * quantile));
        expect(ranks[1]).toBeGreaterThanOrEqual(Math.floor(total * quantile));
        expect(turned).toEqual([total + 1 - ranks[1], total + 1 - ranks[0]]);
      }
    }),
  );
});

test.each([0.5, 0.9, 0.99])('covers the true quantile %f in 95 percent of simulated cases', (quantile) => {
  const share = coverage(2, (draws) => {
    // Exponential: skewed, as latencies are.
    const values = Float64Array.from({ length: 2_000 }, () => -Math.log(draws.uniform())).sort();
    const [lower, upper] = quantileInterval(values.length, quantile)!;
    return { truth: -Math.log(1 - quantile), interval: [values[lower - 1]!, values[upper - 1]!] };
  });
  expect(share).toBeGreaterThan(0.93);
  // Ranks are whole, so it covers a little more than it has to.
  expect(share).toBeLessThan(0.98);
});
