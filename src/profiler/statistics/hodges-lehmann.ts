import { type Interval, Z_95 } from './interval.ts';
import { MOST_EXACT_VALUES } from './mann-whitney.ts';
import { rankSumCounts } from './rank-sum-counts.ts';

const TAIL = 0.025;

/** How much larger values of one sample are than those of another. */
export interface Shift {
  /** The median of all differences between a value of the second sample and one of the first. */
  readonly shift: number;
  /** 95 % interval; null where there are too few values for one (below four on each side). */
  readonly interval: Interval | null;
}

/**
 * The shift between two samples and its interval, from the same ranks as the Mann-Whitney test: the interval holds the
 * shifts that the test would not reject. Of logarithms it is a ratio. Hodges and Lehmann, "Estimates of location based on
 * rank tests", Annals of Mathematical Statistics 34 (1963).
 *
 * @throws RangeError when a sample is empty
 */
export function hodgesLehmann(first: readonly number[], second: readonly number[]): Shift {
  if (first.length === 0 || second.length === 0) throw new RangeError('a shift needs values on both sides');
  const differences = second.flatMap((later) => first.map((earlier) => later - earlier));
  differences.sort((a, b) => a - b);
  const middle = differences.length / 2;
  const shift = (differences[Math.ceil(middle) - 1]! + differences[Math.floor(middle)]!) / 2;
  const outside = differencesOutside(first.length, second.length);
  if (outside < 1) return { shift, interval: null };
  return { shift, interval: [differences[outside - 1]!, differences[differences.length - outside]!] };
}

/** The largest k of which `P(U < k) <= 2.5 %`: the interval goes from the k-th difference to the k-th from the end. */
function differencesOutside(first: number, second: number): number {
  const total = first + second;
  if (total > MOST_EXACT_VALUES) {
    const deviation = Math.sqrt((first * second * (total + 1)) / 12);
    return Math.floor((first * second) / 2 - Z_95 * deviation);
  }
  const halfRanks = Array.from({ length: total }, (_, index) => 2 * (index + 1));
  const { bySum, total: choices } = rankSumCounts(halfRanks, second);
  const least = second * (second + 1);
  let below = 0;
  let outside = 0;
  for (let u = 0; u <= first * second; u++) {
    below += bySum[least + 2 * u]!;
    if (below / choices > TAIL) break;
    outside = u + 1;
  }
  return outside;
}
