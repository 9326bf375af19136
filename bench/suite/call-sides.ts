import { Bench } from 'tinybench';
import type { CalledSide, Measurement } from './group.ts';

const NS_PER_MS = 1e6;
const NS_PER_US = 1e3;
/** Also where one call takes longer than all of them should: a median of fewer says little. */
const LEAST_CALLS = 5;

/**
 * Has tinybench call each side for `callMs` milliseconds, one side after the other in the given order. The time of a
 * side is the median of its calls: other work on the machine makes some calls longer, and none shorter. Processor time
 * is the mean of the same calls: it has no waiting in it, but what V8's other threads did.
 *
 * @throws Error what a side threw
 */
export async function callSides(
  sides: readonly CalledSide[],
  callMs: number,
): Promise<Map<CalledSide, Measurement & { readonly samples: number }>> {
  const bench = new Bench({
    time: callMs,
    iterations: LEAST_CALLS,
    warmupTime: callMs / 4,
    warmupIterations: 1,
    throws: true,
  });
  const cpuUs = sides.map(() => 0);
  for (const [at, { run, isAsync, beforeEach }] of sides.entries()) {
    let before: NodeJS.CpuUsage;
    // By place, as two sides may have one name.
    bench.add(String(at), run, {
      // Told, or tinybench calls it once more to see, without preparing the call.
      async: isAsync ?? false,
      beforeEach: () => {
        beforeEach?.();
        before = process.cpuUsage();
      },
      afterEach: (mode) => {
        const { user, system } = process.cpuUsage(before);
        if (mode === 'run') cpuUs[at]! += user + system;
      },
    });
  }
  await bench.run();
  return new Map(
    sides.map((side, at) => {
      const { result } = bench.getTask(String(at))!;
      if (result.state !== 'completed') throw new Error(`“${side.name}” was not measured: ${result.state}`);
      const { p50, samplesCount: samples } = result.latency;
      const cpuNs = (cpuUs[at]! * NS_PER_US) / samples;
      return [side, { timeNs: p50 * NS_PER_MS, cpuNs, operations: side.operations, samples }];
    }),
  );
}
