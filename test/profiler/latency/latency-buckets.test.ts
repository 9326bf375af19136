import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BUCKET_COUNT,
  bucketOf,
  bucketStartNs,
  RELATIVE_ERROR,
} from '../../../src/profiler/latency/latency-buckets.ts';

const LONGEST_NS = 2 ** 34;

describe('latency buckets', () => {
  it('have one nanosecond each up to 32 ns', () => {
    for (let ns = 0; ns < 32; ns++) expect(bucketOf(ns)).toBe(ns);
    expect(bucketOf(31.9)).toBe(31);
    expect(bucketOf(32)).toBe(bucketOf(33));
    expect(bucketOf(33)).not.toBe(bucketOf(34));
  });

  it('hold any latency up to 17 s, and none that is wider than the relative error allows', () => {
    const latency = fc.oneof(
      fc.double({ min: 0, max: LONGEST_NS, maxExcluded: true, noNaN: true }),
      fc.double({ min: 0, max: 34, maxExcluded: true, noNaN: true }).map((power) => 2 ** power),
    );
    fc.assert(
      fc.property(latency, (latencyNs) => {
        const bucket = bucketOf(latencyNs);
        const [start, end] = [bucketStartNs(bucket), bucketStartNs(bucket + 1)];
        expect(start).toBeLessThanOrEqual(latencyNs);
        expect(latencyNs).toBeLessThan(end);
        expect(end - start).toBeLessThanOrEqual(Math.max(1, start * RELATIVE_ERROR));
      }),
    );
  });

  it('follow each other without gaps, and each begins in itself', () => {
    for (let bucket = 0; bucket < BUCKET_COUNT; bucket++) {
      expect(bucketOf(bucketStartNs(bucket))).toBe(bucket);
      expect(bucketStartNs(bucket + 1)).toBeGreaterThan(bucketStartNs(bucket));
    }
    expect(bucketStartNs(BUCKET_COUNT)).toBe(LONGEST_NS);
  });

  it('put what is longer than 17 s into the last one', () => {
    expect(bucketOf(LONGEST_NS)).toBe(BUCKET_COUNT - 1);
    expect(bucketOf(1e18)).toBe(BUCKET_COUNT - 1);
  });
});
