import type { Interval } from './interval.ts';
import { studentT95 } from './student-t.ts';

/** Of fewer values the spread is not known well enough to be worth an interval. */
export const LEAST_VALUES = 5;

/**
 * The 95 % interval of a mean by Student's t: exact for values that are normally distributed, good for others once
 * there are some dozens. Student (Gosset), "The probable error of a mean", Biometrika 6 (1908).
 *
 * @param values independent of each other
 * @returns in the unit of the values; null below LEAST_VALUES values
 */
export function meanInterval(values: readonly number[]): Interval | null {
  const count = values.length;
  if (count < LEAST_VALUES) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return meanIntervalOf({ count, mean, variance: squares / (count - 1) });
}

/** The same from figures that were kept instead of the values. */
export function meanIntervalOf(sample: {
  readonly count: number;
  readonly mean: number;
  /** Of the sample: the sum of squared differences over `count - 1`. */
  readonly variance: number;
}): Interval | null {
  const { count, mean, variance } = sample;
  if (count < LEAST_VALUES) return null;
  const reach = studentT95(count - 1) * Math.sqrt(variance / count);
  return [mean - reach, mean + reach];
}
