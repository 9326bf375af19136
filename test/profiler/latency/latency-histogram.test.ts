import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ruleLatency } from '../../../src/profiler/latency/latency-findings.ts';
import { LatencyTable } from '../../../src/profiler/latency/latency-table.ts';

/** Within what the buckets tell apart: the last one also takes what is longer. */
const latencies = fc.array(fc.oneof(fc.nat(100), fc.nat(2 ** 31 - 1)), { maxLength: 200 });

test('every timed evaluation is in one bucket, at most 1/16 above where it begins, or 1 ns', () => {
  fc.assert(
    fc.property(latencies, (all) => {
      const table = LatencyTable.create(1);
      for (const [at, latencyNs] of all.entries()) table.add(0, latencyNs, at % 2 === 0, at + 1);
      table.addCold(0, 5);
      const { histogram, timedEvaluations } = ruleLatency(table, 0);
      expect(histogram.reduce((sum, [, count]) => sum + count, 0)).toBe(timedEvaluations);
      const starts = histogram.map(([fromNs]) => fromNs);
      expect(starts).toEqual(starts.toSorted((left, right) => left - right));
      const left = new Map(histogram);
      for (const latencyNs of all) {
        const fromNs = starts.findLast((start) => start <= latencyNs)!;
        expect(latencyNs).toBeLessThan(fromNs + Math.max(1, fromNs / 16));
        left.set(fromNs, left.get(fromNs)! - 1);
      }
      expect([...left.values()].every((count) => count === 0)).toBe(true);
    }),
  );
});
