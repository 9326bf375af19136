import { describe, expect, test } from 'vitest';
import { V8CpuSampler } from '../../../src/profiler/sampling/cpu-sampler.ts';
import { readSchedstat } from '../../../src/profiler/scheduling/schedstat.ts';
import { SchedulingWatch } from '../../../src/profiler/scheduling/scheduling-watch.ts';

describe('readSchedstat', () => {
  test('reads time on a processor and in the queue, of the thread that asks', () => {
    const paths: string[] = [];
    const read = (path: string): string => {
      paths.push(path);
      return '595205445 53632234 389\n';
    };
    expect(readSchedstat(read)).toEqual({ cpuNs: 595_205_445, waitingNs: 53_632_234 });
    expect(paths).toEqual(['/proc/thread-self/schedstat']);
  });

  test.each(['', '1 2', 'cpu wait 3', '-1 2 3', '0 0 0\n'])('knows nothing from %j', (text) => {
    expect(readSchedstat(() => text)).toBeUndefined();
  });

  test('knows nothing where there is no such file', () => {
    const read = (): string => {
      throw Object.assign(new Error('ENOENT'), { code: 'ENOENT' });
    };
    expect(readSchedstat(read)).toBeUndefined();
  });
});

describe('SchedulingWatch', () => {
  test('gives what came to the thread since it was made', () => {
    const stats = [
      { cpuNs: 1_000, waitingNs: 50 },
      { cpuNs: 1_700, waitingNs: 80 },
    ];
    const idle = [2, 2.5];
    const watch = new SchedulingWatch({
      schedstat: () => stats.shift(),
      idleMs: () => idle.shift()!,
      nowMs: () => 7,
    });
    expect(watch.stop()).toEqual({ cpuNs: 700, waitingNs: 30, idleNs: 500_000 });
  });

  test('says null where the system does not tell', () => {
    const watch = new SchedulingWatch({ schedstat: () => undefined, idleMs: () => 0, nowMs: () => 0 });
    expect(watch.stop()).toEqual({ cpuNs: null, waitingNs: null, idleNs: 0 });
  });

  test.each([
    [500, 400],
    [105, 0],
  ])(
    'of %d ms, of which it ran or waited 100, all that the loop did not count are idle: %d',
    (lengthMs, idleMs) => {
      const stats = [
        { cpuNs: 0, waitingNs: 0 },
        { cpuNs: 60_000_000, waitingNs: 40_000_000 },
      ];
      const times = [0, lengthMs];
      const watch = new SchedulingWatch({
        schedstat: () => stats.shift(),
        idleMs: () => 0,
        nowMs: () => times.shift()!,
      });
      expect(watch.stop().idleNs).toBe(idleMs * 1e6);
    },
  );

  test.runIf(readSchedstat() !== undefined)('idle time is seen though the thread is sampled', async () => {
    const sampler = new V8CpuSampler();
    sampler.start(1_000);
    try {
      const watch = new SchedulingWatch();
      await new Promise((resolve) => setTimeout(resolve, 300));
      const { idleNs, cpuNs, waitingNs } = watch.stop();
      // All of it, but for what the kernel counts late.
      expect(idleNs + cpuNs! + waitingNs!).toBeGreaterThan(250e6);
    } finally {
      sampler.stop();
    }
  });

  test('waiting for a timer is idle time', async () => {
    const watch = new SchedulingWatch();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(watch.stop().idleNs).toBeGreaterThan(0);
  });
});
