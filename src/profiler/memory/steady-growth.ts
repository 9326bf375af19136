import { mannKendall } from '../statistics/mann-kendall.ts';
import { LEAST_GROWTH_BYTES } from './least-growth.ts';

/** One-sided, 95 %. Figures without garbage hardly vary; with garbage, more is asked of them beside. */
const SIGNIFICANT_Z = 1.645;
/** Where more of the growth than this came at once, it was one step and not a trend. */
const LARGEST_STEP_SHARE = 0.6;
/** The part of the growth that must come in the last two of eight blocks. Two sevenths if it went on as before. */
const LEAST_LATE_SHARE = 0.1;

/**
 * Whether memory rises block by block to the end: significantly, by an amount that matters, not in one step, and not
 * only at first.
 *
 * @param minima the lowest figure of each block; see `blockMinima`
 */
export function growsSteadily(minima: readonly number[]): boolean {
  if (mannKendall(minima).z < SIGNIFICANT_Z) return false;
  const floor = lowestFromHere(minima);
  const growth = floor.at(-1)! - floor.at(0)!;
  if (growth < LEAST_GROWTH_BYTES) return false;
  const steps = floor.slice(1).map((bytes, at) => bytes - floor[at]!);
  if (Math.max(...steps) > LARGEST_STEP_SHARE * growth) return false;
  return floor.at(-1)! - floor.at(-3)! >= LEAST_LATE_SHARE * growth;
}

/** What a rule goes down to later on, it did not need now: the floor below a sawtooth. */
function lowestFromHere(minima: readonly number[]): readonly number[] {
  let lowest = Number.POSITIVE_INFINITY;
  const backwards = minima.toReversed().map((bytes) => {
    lowest = Math.min(lowest, bytes);
    return lowest;
  });
  return backwards.toReversed();
}
