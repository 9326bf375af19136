/** Some buckets of a histogram as one bar. */
export interface HistogramBar {
  /** The shortest evaluation it may hold, nanoseconds. */
  readonly fromNs: number;
  /** The next bar begins here. */
  readonly toNs: number;
  readonly count: number;
}

/** Bars per doubling of time, the finest first. */
const BARS_PER_DOUBLING = [8, 4, 2, 1, 0.5];

/**
 * A histogram as bars that are equally wide on a logarithmic axis, empty ones in between included: as fine as `maxBars`
 * allows. No evaluation is lost: their counts are those of the buckets.
 *
 * @param buckets [from_ns, count], ascending
 */
export function histogramBars(
  buckets: readonly (readonly [number, number])[],
  maxBars: number,
): HistogramBar[] {
  if (buckets.length === 0) return [];
  const first = buckets[0]![0];
  const last = buckets.at(-1)![0];
  const perDoubling =
    BARS_PER_DOUBLING.find((one) => place(last, one) - place(first, one) < maxBars) ??
    BARS_PER_DOUBLING.at(-1)!;
  const begin = place(first, perDoubling);
  const bars = Array.from({ length: place(last, perDoubling) - begin + 1 }, (_, index) => ({
    fromNs: index === 0 && first < 1 ? 0 : 2 ** ((begin + index) / perDoubling),
    toNs: 2 ** ((begin + index + 1) / perDoubling),
    count: 0,
  }));
  for (const [fromNs, count] of buckets) bars[place(fromNs, perDoubling) - begin]!.count += count;
  return bars;
}

/** Which bar a time is in. Below a nanosecond nothing is told apart. */
function place(ns: number, perDoubling: number): number {
  return Math.floor(Math.log2(Math.max(1, ns)) * perDoubling);
}
