import { type Interval, Z_95 } from './interval.ts';

/** Of fewer trials an interval says nothing that helps: of 20, half of them hits, it is 41 percentage points wide. */
export const LEAST_TRIALS = 20;

/**
 * The 95 % interval of a share that was estimated by counting, by Wilson's score method: it stays between 0 and 1
 * and holds for rare events, where the textbook's `p ± 1.96 s` does not. Wilson, "Probable inference, the law of
 * succession, and statistical inference", JASA 22 (1927); recommended by Brown, Cai and DasGupta, "Interval
 * estimation for a binomial proportion", Statistical Science 16 (2001).
 *
 * @param count trials that hit
 * @param total all trials; they must be independent of each other
 * @returns null below LEAST_TRIALS trials
 * @throws RangeError when `count` is not between 0 and `total`
 */
export function proportionInterval(count: number, total: number): Interval | null {
  if (!(count >= 0 && count <= total)) {
    throw new RangeError(`${count} of ${total} is not a share: the count must be from 0 to the total`);
  }
  if (total < LEAST_TRIALS) return null;
  const z2 = Z_95 * Z_95;
  const share = count / total;
  const centre = (share + z2 / (2 * total)) / (1 + z2 / total);
  const reach =
    (Z_95 / (1 + z2 / total)) * Math.sqrt((share * (1 - share)) / total + z2 / (4 * total * total));
  // Rounding must not put an end beyond what is possible, or beyond what was seen.
  return [count === 0 ? 0 : Math.max(0, centre - reach), count === total ? 1 : Math.min(1, centre + reach)];
}
