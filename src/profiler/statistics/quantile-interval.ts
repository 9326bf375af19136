const TAIL = 0.025;
/** Weights this far below the largest cannot change a sum of doubles. */
const NEGLIGIBLE = 1e-20;

/** Places among values that were sorted ascending, from 1. */
export type RankInterval = readonly [lowerRank: number, upperRank: number];

/**
 * The 95 % interval of a quantile by order statistics, whatever the distribution: how many of `total` values lie
 * below the true quantile is binomial, so the true one lies between the values at two ranks that the binomial
 * distribution gives. David and Nagaraja, "Order Statistics" (3rd ed., 2003), section 7.1.
 *
 * @param total how many values there are, independent of each other
 * @param quantile between 0 and 1, such as 0.99
 * @returns ranks from 1; null where there are too few values for both to exist (for p99: below 368)
 * @throws RangeError when the quantile is not between 0 and 1, or `total` is not a whole number from 0
 */
export function quantileInterval(total: number, quantile: number): RankInterval | null {
  if (!(quantile > 0 && quantile < 1)) throw new RangeError(`a quantile is between 0 and 1, not ${quantile}`);
  if (!Number.isSafeInteger(total) || total < 0) {
    throw new RangeError(`the number of values must be a whole number from 0, not ${total}`);
  }
  const { first, shares } = binomial(total, quantile);
  let below = 0;
  let lowerRank = 0;
  let upperRank = total + 1;
  for (const [at, share] of shares.entries()) {
    const count = first + at;
    below += share;
    // Rank r lies above the quantile exactly if fewer than r values lie below it: with P(count <= r - 1).
    if (below <= TAIL) lowerRank = count + 1;
    if (below >= 1 - TAIL) {
      upperRank = count + 1;
      break;
    }
  }
  return lowerRank < 1 || upperRank > total ? null : [lowerRank, upperRank];
}

/**
 * The binomial distribution around its mode, as probabilities of `first`, `first + 1`, ... hits. Built from ratios
 * of neighbours outward from the mode and scaled at the end, so that no factorial is needed and nothing overflows;
 * it takes as many steps as some nine standard deviations hold.
 */
function binomial(trials: number, chance: number): { first: number; shares: number[] } {
  const mode = Math.min(trials, Math.floor((trials + 1) * chance));
  const odds = chance / (1 - chance);
  const down: number[] = [];
  for (let hits = mode, weight = 1; hits > 0; hits--) {
    weight *= hits / ((trials - hits + 1) * odds);
    if (weight < NEGLIGIBLE) break;
    down.push(weight);
  }
  const up: number[] = [1];
  for (let hits = mode, weight = 1; hits < trials; hits++) {
    weight *= ((trials - hits) * odds) / (hits + 1);
    if (weight < NEGLIGIBLE) break;
    up.push(weight);
  }
  const weights = [...down.reverse(), ...up];
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return { first: mode - down.length, shares: weights.map((weight) => weight / total) };
}
