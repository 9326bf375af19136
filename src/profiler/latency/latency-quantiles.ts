import type { Interval } from '../statistics/interval.ts';
import { quantileInterval } from '../statistics/quantile-interval.ts';
import { bucketStartNs } from './latency-buckets.ts';

/** A percentile of latencies, and where the true one lies in 95 of 100 cases; nanoseconds. */
export interface LatencyQuantile {
  readonly valueNs: number;
  readonly intervalNs: Interval;
}

/**
 * Reads a percentile out of a histogram, with linear interpolation inside its bucket. The interval is that of order
 * statistics, its ends moved outwards to the ends of their buckets, as nobody knows where in them the values lie.
 *
 * @param buckets how many values each has
 * @param maxNs the largest value: nothing is read beyond it
 * @returns null where there are too few values for an interval, and so for a figure: below 6 for the median, 36 for
 *   p90, 368 for p99, 3,688 for p99.9
 */
export function latencyQuantile(
  buckets: Uint32Array,
  maxNs: number,
  quantile: number,
): LatencyQuantile | null {
  const total = buckets.reduce((sum, count) => sum + count, 0);
  const ranks = quantileInterval(total, quantile);
  if (ranks === null) return null;
  const low = bucketStartNs(placeOfRank(buckets, ranks[0]).bucket);
  const high = bucketStartNs(placeOfRank(buckets, ranks[1]).bucket + 1);
  const { bucket, share } = placeOfRank(buckets, quantile * total);
  const startNs = bucketStartNs(bucket);
  const valueNs = startNs + share * (bucketStartNs(bucket + 1) - startNs);
  return { valueNs: Math.min(valueNs, maxNs), intervalNs: [Math.min(low, maxNs), Math.min(high, maxNs)] };
}

/** The bucket that holds the value of a rank, and where in it the value stands among its like, 0 to 1. */
function placeOfRank(
  buckets: Uint32Array,
  rank: number,
): { readonly bucket: number; readonly share: number } {
  let before = 0;
  // A live view reads thousands of histograms at once, and an iterator doubles what that takes.
  for (let bucket = 0; bucket < buckets.length; bucket++) {
    const count = buckets[bucket]!;
    if (count > 0 && before + count >= rank) return { bucket, share: (rank - before) / count };
    before += count;
  }
  throw new RangeError(`there is no value of rank ${rank} among ${before}`);
}
