import { bucketOf, bucketStartNs } from '../../profiler/latency/latency-buckets.ts';

/** With fewer values a 99th percentile has no upper bound, so it says nothing. @see latencyQuantile */
const MIN_VALUES = 368;
const QUANTILE = 0.99;

/**
 * The 99th percentile of a histogram of latencies: the same value as `latencyQuantile` reads, without its interval.
 * It counts down from the largest value, so it looks at a few buckets instead of all of them: a view that reads 2,000
 * rules at a time cannot do more.
 *
 * @param buckets how many values each has
 * @param total how many values there are
 * @param maxNs the largest of them
 * @returns nanoseconds; null where there are too few values
 */
export function p99LatencyNs(buckets: Uint32Array, total: number, maxNs: number): number | null {
  if (total < MIN_VALUES) return null;
  const rank = QUANTILE * total;
  let below = total;
  for (let bucket = bucketOf(maxNs); bucket >= 0; bucket--) {
    const count = buckets[bucket]!;
    below -= count;
    if (count === 0 || below >= rank) continue;
    const startNs = bucketStartNs(bucket);
    // While the engine writes, the total may be ahead of the buckets.
    const share = Math.min(1, (rank - below) / count);
    return Math.min(maxNs, startNs + share * (bucketStartNs(bucket + 1) - startNs));
  }
  return null;
}
