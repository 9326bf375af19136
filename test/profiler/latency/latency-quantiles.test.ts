import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUCKET_COUNT, bucketOf, RELATIVE_ERROR } from '../../../src/profiler/latency/latency-buckets.ts';
import { latencyQuantile } from '../../../src/profiler/latency/latency-quantiles.ts';
import { seededRandom } from '../../../src/profiler/seeded-random.ts';

function histogramOf(values: readonly number[]): Uint32Array {
  const buckets = new Uint32Array(BUCKET_COUNT);
  for (const value of values) buckets[bucketOf(value)]! += 1;
  return buckets;
}

function read(values: readonly number[], quantile: number) {
  return latencyQuantile(histogramOf(values), Math.max(...values), quantile);
}

describe('a percentile of latencies', () => {
  it('is within a bucket of the exact one, whatever the latencies are', () => {
    const latencies = fc.array(fc.integer({ min: 0, max: 1e9 }), { minLength: 40, maxLength: 400 });
    fc.assert(
      fc.property(latencies, fc.constantFrom(0.5, 0.75, 0.9), (values, quantile) => {
        const sorted = values.toSorted((left, right) => left - right);
        const exact = sorted[Math.ceil(quantile * sorted.length) - 1]!;
        const { valueNs, intervalNs } = read(values, quantile)!;
        expect(Math.abs(valueNs - exact)).toBeLessThanOrEqual(1 + exact * RELATIVE_ERROR);
        expect(intervalNs[0]).toBeLessThanOrEqual(valueNs);
        expect(intervalNs[1]).toBeGreaterThanOrEqual(valueNs);
      }),
    );
  });

  it('is interpolated inside a bucket', () => {
    // 64 to 68 ns is one bucket: half of its values lie below its middle.
    expect(read([64, 65, 65, 66, 66, 67, 67, 67.9], 0.5)!.valueNs).toBe(66);
  });

  it('never lies beyond the largest latency', () => {
    const { valueNs, intervalNs } = read(new Array(10).fill(1_000), 0.5)!;
    expect(valueNs).toBeLessThanOrEqual(1_000);
    expect(intervalNs[1]).toBe(1_000);
  });

  it.each([
    [0.5, 6],
    [0.9, 36],
    [0.99, 368],
    [0.999, 3_688],
  ])('%f needs at least %d latencies', (quantile, least) => {
    const values = Array.from({ length: least }, (_, at) => at);
    expect(read(values, quantile)).not.toBeNull();
    expect(read(values.slice(1), quantile)).toBeNull();
  });

  it('has an interval that holds the true one in nearly all of 400 experiments', () => {
    const random = seededRandom(3);
    // Exponentially distributed with a mean of 1 µs: the true p90 is known.
    const trueNs = -1_000 * Math.log(0.1);
    let held = 0;
    for (let experiment = 0; experiment < 400; experiment++) {
      const values = Array.from({ length: 200 }, () => -1_000 * Math.log(1 - random()));
      const { intervalNs } = read(values, 0.9)!;
      if (intervalNs[0] <= trueNs && trueNs <= intervalNs[1]) held++;
    }
    expect(held).toBeGreaterThanOrEqual(380);
    expect(held).toBeLessThan(400);
  });
});
