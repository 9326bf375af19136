import { rankSumCounts } from './rank-sum-counts.ts';

/** Whether values of one sample tend to be larger than those of another. */
export interface MannWhitney {
  /** Pairs of which the second sample's value is the larger; equal ones count half. */
  readonly u: number;
  /** Two-sided: the chance of a `u` at least as far from the middle if both samples came from one source. */
  readonly pValue: number;
}

/** With more values on both sides together the exact distribution takes too long; the normal one is close by then. */
export const MOST_EXACT_VALUES = 80;

/**
 * The rank-sum test of two independent samples, exact up to {@link MOST_EXACT_VALUES} values, also where some are equal.
 * Mann and Whitney, "On a test of whether one of two random variables is stochastically larger than the other", Annals
 * of Mathematical Statistics 18 (1947).
 *
 * @throws RangeError when a sample is empty
 */
export function mannWhitney(first: readonly number[], second: readonly number[]): MannWhitney {
  if (first.length === 0 || second.length === 0)
    throw new RangeError('a rank test needs values on both sides');
  const { halfRanks, halfRankSum } = rank(first, second);
  const u = halfRankSum / 2 - (second.length * (second.length + 1)) / 2;
  const exact = halfRanks.length <= MOST_EXACT_VALUES;
  const pValue = exact
    ? exactPValue(halfRanks, second.length, halfRankSum)
    : normalPValue(halfRanks, first.length, second.length, u);
  return { u, pValue: Math.min(1, pValue) };
}

/** The smallest p-value that two samples of this size can have: of `2 / C(first + second, first)`. */
export function smallestPValue(first: number, second: number): number {
  let choices = 1;
  for (let step = 1; step <= second; step++) choices *= (first + step) / step;
  return Math.min(1, 2 / choices);
}

interface Ranked {
  /** Twice the ranks of all values, ascending; equal values share the mean of theirs. */
  readonly halfRanks: readonly number[];
  /** Of the second sample. */
  readonly halfRankSum: number;
}

function rank(first: readonly number[], second: readonly number[]): Ranked {
  const all = [
    ...first.map((value) => ({ value, isSecond: false })),
    ...second.map((value) => ({ value, isSecond: true })),
  ].sort((a, b) => a.value - b.value);
  const halfRanks: number[] = [];
  let halfRankSum = 0;
  for (let start = 0; start < all.length; ) {
    let end = start + 1;
    while (end < all.length && all[end]!.value === all[start]!.value) end++;
    // Ranks start + 1 to end: twice their mean.
    const halfRank = start + 1 + end;
    for (const { isSecond } of all.slice(start, end)) {
      halfRanks.push(halfRank);
      if (isSecond) halfRankSum += halfRank;
    }
    start = end;
  }
  return { halfRanks, halfRankSum };
}

function exactPValue(halfRanks: readonly number[], chosen: number, halfRankSum: number): number {
  const { bySum, total } = rankSumCounts(halfRanks, chosen);
  const middle = (halfRanks.reduce((sum, one) => sum + one, 0) * chosen) / halfRanks.length;
  const distance = Math.abs(halfRankSum - middle);
  let asFar = 0;
  for (const [sum, ways] of bySum.entries()) {
    // Sums are whole, but the middle need not be a fraction that a double holds.
    if (Math.abs(sum - middle) >= distance - 1e-9) asFar += ways;
  }
  return asFar / total;
}

/** With the corrections for equal values and for continuity. Lehmann, "Nonparametrics" (1975), section 1.4. */
function normalPValue(halfRanks: readonly number[], first: number, second: number, u: number): number {
  const total = first + second;
  const mean = (total + 1) / 2;
  const squares = halfRanks.reduce((sum, half) => sum + (half / 2 - mean) ** 2, 0);
  const variance = (first * second * squares) / (total * (total - 1));
  if (variance === 0) return 1;
  const distance = Math.max(0, Math.abs(u - (first * second) / 2) - 0.5);
  return 2 * upperTail(distance / Math.sqrt(variance));
}

/** Of the standard normal distribution, from 0. Abramowitz and Stegun (1964), 26.2.17: right to 7.5e-8. */
function upperTail(z: number): number {
  const t = 1 / (1 + 0.2316419 * z);
  const polynomial =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * polynomial;
}
