/**
 * The buckets of a latency histogram. Up to 32 ns each whole nanosecond has its own; from there on each octave has 16
 * of equal width, so that a bucket is at most 1/16 (6.3 %) wider than its lower end. The last one ends at 2^34 ns
 * (17 s) and also takes whatever is longer. The same idea as HdrHistogram's, with a fixed range.
 */
const PER_OCTAVE = 16;
/** 2^4 is `PER_OCTAVE`: below it there are no octaves to divide. */
const FIRST_OCTAVE = 4;
const LAST_OCTAVE = 33;

export const BUCKET_COUNT = PER_OCTAVE * (LAST_OCTAVE - FIRST_OCTAVE + 2);

/** No bucket is wider than this share of the latencies in it. */
export const RELATIVE_ERROR = 1 / PER_OCTAVE;

/** The bucket of a latency in nanoseconds, from 0. */
export function bucketOf(latencyNs: number): number {
  const ns = Math.floor(latencyNs);
  if (ns < PER_OCTAVE) return ns;
  if (ns >= 2 ** (LAST_OCTAVE + 1)) return BUCKET_COUNT - 1;
  const octave = ns < 2 ** 32 ? 31 - Math.clz32(ns) : ns < 2 ** 33 ? 32 : 33;
  const within = Math.floor(ns / 2 ** (octave - FIRST_OCTAVE)) - PER_OCTAVE;
  return (octave - FIRST_OCTAVE + 1) * PER_OCTAVE + within;
}

/** Where a bucket begins: nanoseconds. The next one begins where it ends. */
export function bucketStartNs(bucket: number): number {
  if (bucket < PER_OCTAVE) return bucket;
  const octave = Math.floor(bucket / PER_OCTAVE) + FIRST_OCTAVE - 1;
  return (PER_OCTAVE + (bucket % PER_OCTAVE)) * 2 ** (octave - FIRST_OCTAVE);
}
