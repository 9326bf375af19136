import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { createMonotonicClock } from '../../../src/profiler/clock.ts';
import { clockOffsetNs } from '../../../src/profiler/gc/clock-offset.ts';
import type { GcPause } from '../../../src/profiler/gc/gc-pause.ts';
import { GcWatch } from '../../../src/profiler/gc/gc-watch.ts';

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

test('a collection is told of by the clock of the accounts, within the time it took there', async () => {
  const clock = createMonotonicClock();
  const pauses: GcPause[] = [];
  const watch = new GcWatch(clock, (found) => pauses.push(...found));
  const beforeNs = clock();
  collectGarbage();
  const afterNs = clock();
  await watch.stop();
  const within = pauses.filter(({ startNs, endNs }) => startNs >= beforeNs && endNs <= afterNs);
  expect(within.length).toBeGreaterThan(0);
  for (const { startNs, endNs } of pauses) {
    expect(Number.isInteger(startNs) && Number.isInteger(endNs)).toBe(true);
    expect(endNs).toBeGreaterThanOrEqual(startNs);
  }
});

test('after the stop nothing is told', async () => {
  const pauses: GcPause[] = [];
  const watch = new GcWatch(createMonotonicClock(), (found) => pauses.push(...found));
  await watch.stop();
  const told = pauses.length;
  collectGarbage();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(pauses).toHaveLength(told);
});

test('the offset is that of the try in which least time went by', () => {
  const readings = [
    // Interrupted between the readings: 1,000 apart.
    ...[0, 1_000],
    ...[2_000, 2_010],
    ...Array.from({ length: 100 }, (_, at) => 3_000 + at * 500),
  ];
  const others = [900, 505, ...new Array<number>(50).fill(0)];
  const offsetNs = clockOffsetNs(
    () => readings.shift()!,
    () => others.shift()!,
  );
  expect(offsetNs).toBe(2_005 - 505);
});
