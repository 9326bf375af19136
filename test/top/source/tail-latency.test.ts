import fc from 'fast-check';
import { expect, test } from 'vitest';
import { latencyQuantile } from '../../../src/profiler/latency/latency-quantiles.ts';
import { LatencyTable } from '../../../src/profiler/latency/latency-table.ts';
import { p99LatencyNs } from '../../../src/top/source/tail-latency.ts';

function p99Of(latenciesNs: readonly number[]) {
  const table = LatencyTable.create(1);
  for (const latencyNs of latenciesNs) table.add(0, latencyNs, false, 1);
  const buckets = table.bucketsOf(0);
  return {
    here: p99LatencyNs(buckets, table.timed(0), table.maxNs[0]!),
    there: latencyQuantile(buckets, table.maxNs[0]!, 0.99)?.valueNs ?? null,
  };
}

test('says the same as the profiler, whatever the latencies', () => {
  const latencies = fc.array(fc.double({ min: 0, max: 1e9, noNaN: true }), {
    minLength: 300,
    maxLength: 900,
  });
  fc.assert(
    fc.property(latencies, (latenciesNs) => {
      const { here, there } = p99Of(latenciesNs);
      if (there === null) expect(here).toBeNull();
      else expect(here).toBeCloseTo(there, 3);
    }),
    { numRuns: 50 },
  );
});

test('of too few values there is none', () => {
  expect(p99Of(Array(367).fill(100)).here).toBeNull();
  expect(p99Of(Array(368).fill(100)).here).not.toBeNull();
});
