import { type Interval, Z_95 } from './interval.ts';
import { mannKendall } from './mann-kendall.ts';
import { medianOfSorted } from './median.ts';
import { serialVarianceFactor } from './serial-correlation.ts';

/** Below this the interval would rest on the ends of the list of slopes. */
export const LEAST_POINTS = 8;

/** A straight line through points, a few of which may lie anywhere. */
export interface TheilSenLine {
  /** The median over all pairs of points of the slope between them; y per x. */
  readonly slope: number;
  /** 95 % interval of the slope; null below LEAST_POINTS points. */
  readonly interval: Interval | null;
}

/**
 * The Theil-Sen slope: up to 29 % of the points can be wrong without moving it far. Theil, "A rank-invariant method
 * of linear and polynomial regression analysis", Proc. Kon. Ned. Akad. v. Wetensch. A53 (1950); the interval by Sen,
 * "Estimates of the regression coefficient based on Kendall's tau", JASA 63 (1968), as in Gilbert, "Statistical
 * Methods for Environmental Pollution Monitoring" (1987), section 16.5; it is wider where neighbouring points lie
 * on the same side of the line (`serial-correlation.ts`).
 *
 * @param xs ascending, no two equal
 * @param ys as many
 * @returns null below two points
 * @throws RangeError when the lists differ in length or `xs` does not ascend
 */
export function theilSen(xs: readonly number[], ys: readonly number[]): TheilSenLine | null {
  if (xs.length !== ys.length) throw new RangeError(`there are ${xs.length} x and ${ys.length} y`);
  if (xs.some((x, at) => at > 0 && !(x > xs[at - 1]!))) throw new RangeError('the x must ascend');
  if (xs.length < 2) return null;
  const slopes = new Float64Array((xs.length * (xs.length - 1)) / 2);
  let next = 0;
  for (let later = 1; later < xs.length; later++) {
    for (let earlier = 0; earlier < later; earlier++) {
      slopes[next++] = (ys[later]! - ys[earlier]!) / (xs[later]! - xs[earlier]!);
    }
  }
  slopes.sort();
  const slope = medianOfSorted(slopes);
  if (ys.length < LEAST_POINTS) return { slope, interval: null };
  const factor = serialVarianceFactor(ys.map((y, at) => y - slope * xs[at]!));
  return { slope, interval: interval(slopes, factor * mannKendall(ys).variance) };
}

/** The slopes between two ranks around the middle, as far from it as chance alone would move the order. */
function interval(sortedSlopes: Float64Array, variance: number): Interval {
  const reach = Z_95 * Math.sqrt(variance);
  const count = sortedSlopes.length;
  const lower = Math.max(0, Math.floor((count - reach) / 2) - 1);
  const upper = Math.min(count - 1, Math.ceil((count + reach) / 2));
  return [sortedSlopes[lower]!, sortedSlopes[upper]!];
}
