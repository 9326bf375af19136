import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { perSecond, singleTime, summedTime, timeShare, unsafeNs } from '../../src/budget/busy-machine.ts';
import type { Figure, Missing } from '../../src/budget/metric.ts';
import type { RunFile } from '../../src/report/run-file.ts';
import { sampleRun } from '../report/sample-run.ts';

function run(waitingNs: number, warned: boolean): RunFile {
  return {
    ...sampleRun([]),
    warnings: warned ? [{ code: 'machine-busy', message: 'busy' }] : [],
    scheduling: { cpu_ns: null, waiting_ns: waitingNs, waiting_share: 0.1, idle_ns: 0 },
  };
}

function interval(figure: Figure | Missing): readonly [number, number] {
  if ('missing' in figure || figure.interval === null) throw new Error('no interval');
  return figure.interval;
}

test('waiting counts where the run warns of it', () => {
  expect([unsafeNs(run(70, false)), unsafeNs(run(70, true))]).toEqual([0, 70]);
  expect(unsafeNs({ ...run(70, true), scheduling: null })).toBe(0);
});

test('on a quiet machine figures have the interval they bring', () => {
  expect(summedTime(run(70, false), 100, 4)).toEqual({ value: 25, interval: null });
  expect(singleTime(run(70, false), 100, [90, 120])).toEqual({ value: 100, interval: [90, 120] });
  expect(timeShare(run(70, false), 25, 100)).toEqual({ value: 0.25, interval: null });
  expect(perSecond(run(70, false), 5, 1e9)).toEqual({ value: 5, interval: null });
});

test('on a busy one they are at most what was measured', () => {
  expect(summedTime(run(60, true), 100, 4)).toEqual({ value: 25, interval: [10, 25], isOfBusyMachine: true });
  expect(singleTime(run(60, true), 100, [90, 120])).toEqual({
    value: 100,
    interval: [0, 120],
    isOfBusyMachine: true,
  });
  expect(singleTime(run(60, true), 100)).toEqual({ value: 100, interval: [0, 100], isOfBusyMachine: true });
  expect(perSecond(run(5e8, true), 5, 1e9)).toEqual({ value: 5, interval: [5, 10], isOfBusyMachine: true });
});

test('wherever the waiting was, the true share is in the interval', () => {
  fc.assert(
    fc.property(
      fc.nat(1_000),
      fc.nat(1_000),
      fc.nat(1_000),
      fc.nat(1_000),
      (part, others, inPart, inOthers) => {
        fc.pre(part + others > 0);
        const busy = run(inPart + inOthers || 1, true);
        const measured = timeShare(busy, part + inPart, part + inPart + others + inOthers);
        const [low, high] = interval(measured);
        expect(part / (part + others)).toBeGreaterThanOrEqual(low - 1e-12);
        expect(part / (part + others)).toBeLessThanOrEqual(high + 1e-12);
      },
    ),
  );
});

test('nothing of nothing is missing', () => {
  expect(summedTime(run(0, false), null)).toHaveProperty('missing');
  expect(summedTime(run(0, false), 10, 0)).toHaveProperty('missing');
  expect(timeShare(run(0, false), 0, 0)).toHaveProperty('missing');
  expect(perSecond(run(0, false), 10, 0)).toHaveProperty('missing');
  expect(singleTime(run(9, true), null)).toHaveProperty('missing');
});
