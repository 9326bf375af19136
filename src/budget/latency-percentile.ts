import { BUCKET_COUNT, bucketOf } from '../profiler/latency/latency-buckets.ts';
import { latencyQuantile } from '../profiler/latency/latency-quantiles.ts';
import type { RuleRow, RunFile } from '../report/run-file.ts';
import { singleTime } from './busy-machine.ts';
import type { Figure, Missing } from './metric.ts';

/**
 * A percentile of a rule's latencies, nanoseconds, out of the histogram of the evaluations that were timed, with its 95 %
 * interval: read as the profiler reads those that have keys of their own.
 *
 * @param share between 0 and 1
 */
export function latencyPercentile(rule: RuleRow, run: RunFile, share: number): Figure | Missing {
  const { latency_histogram: histogram, max_latency_ns: maxNs } = rule;
  if (histogram === null || maxNs === null) return { missing: 'its evaluations were not timed one by one' };
  const buckets = new Uint32Array(BUCKET_COUNT);
  for (const [fromNs, count] of histogram) buckets[bucketOf(fromNs)]! += count;
  const found = latencyQuantile(buckets, maxNs, share);
  if (found === null) return { missing: 'too few evaluations were timed for this percentile' };
  return singleTime(run, found.valueNs, found.intervalNs);
}
