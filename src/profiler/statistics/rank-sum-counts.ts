/** How many choices give each rank sum, and how many choices there are. */
export interface RankSumCounts {
  /** By rank sum in half ranks, as equal values share a rank between two. */
  readonly bySum: Float64Array;
  readonly total: number;
}

const cache = new Map<string, RankSumCounts>();
/** Without equal values only the two sizes matter, so few are ever needed. */
const CACHED = 32;

/**
 * The exact distribution of the rank sum if which value is on which side meant nothing: every choice of `chosen` of the
 * ranks is as likely as any other. Equal values are taken into account, as the ranks are those that were seen. Streitberg
 * and Röhmel, "Exact distributions for permutation and rank tests", Statistical Software Newsletter 12 (1986).
 *
 * @param halfRanks twice the rank of each value of both sides, ascending
 * @param chosen how many values one side has
 */
export function rankSumCounts(halfRanks: readonly number[], chosen: number): RankSumCounts {
  const key = `${chosen}:${halfRanks.join()}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const counts = count(halfRanks, chosen);
  if (cache.size >= CACHED) cache.clear();
  cache.set(key, counts);
  return counts;
}

function count(halfRanks: readonly number[], chosen: number): RankSumCounts {
  const largest = halfRanks.slice(halfRanks.length - chosen).reduce((sum, rank) => sum + rank, 0);
  const waysOfSize = Array.from({ length: chosen + 1 }, () => new Float64Array(largest + 1));
  waysOfSize[0]![0] = 1;
  for (const rank of halfRanks) {
    // From the largest size down, so that no rank is chosen twice.
    for (let size = chosen; size >= 1; size--) {
      const smaller = waysOfSize[size - 1]!;
      const ways = waysOfSize[size]!;
      for (let sum = rank; sum <= largest; sum++) ways[sum]! += smaller[sum - rank]!;
    }
  }
  const bySum = waysOfSize[chosen]!;
  return { bySum, total: bySum.reduce((sum, ways) => sum + ways, 0) };
}
