import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  FIRST_STRETCH_EVENTS,
  MemorySeries,
  MOST_POINTS,
} from '../../../src/profiler/memory/memory-series.ts';

const RUNNING = [0, 0];

test('a rule whose figure never changes has one point, one without a figure none', () => {
  const series = new MemorySeries(2);
  for (let at = 1; at <= 10; at++) series.add(at * 1_024, [700, Number.NaN], RUNNING);
  expect(series.of(0)).toEqual([{ event: 10_240, bytes: 700 }]);
  expect(series.of(1)).toBeUndefined();
  expect(series.lengthOf(0)).toBe(10);
});

test('a rule that cannot change is looked at once', () => {
  const series = new MemorySeries(2, (rule) => rule === 1);
  for (let at = 1; at <= 3; at++) series.add(at * 1_024, [at, at], RUNNING);
  expect(series.of(0)).toEqual([{ event: 3_072, bytes: 1 }]);
  expect(series.of(1)?.map(({ bytes }) => bytes)).toEqual([1, 2, 3]);
});

test('before anything was seen there is nothing', () => {
  expect(new MemorySeries(1).of(0)).toBeUndefined();
});

test('a figure that changes late has had its first value before', () => {
  const series = new MemorySeries(1);
  for (const [at, bytes] of [5, 5, 9, 7].entries()) series.add((at + 1) * 1_024, [bytes], RUNNING);
  expect(series.of(0)?.map(({ bytes }) => bytes)).toEqual([5, 5, 9, 7]);
});

test('within a stretch the lowest figure stays, at the last event', () => {
  const series = new MemorySeries(1);
  for (const [at, bytes] of [50, 30, 40, 60].entries()) series.add(at + 1, [bytes], RUNNING);
  series.add(FIRST_STRETCH_EVENTS + 1, [90], RUNNING);
  expect(series.of(0)).toEqual([
    { event: 4, bytes: 30 },
    { event: FIRST_STRETCH_EVENTS + 1, bytes: 90 },
  ]);
});

test('a rule that was taken out keeps the points it had, however long the run goes on', () => {
  const series = new MemorySeries(2);
  for (let at = 1; at <= 1_000; at++) series.add(at * 1_024, [at, at], [at >= 3 ? 1 : 0, 0]);
  const points = series.of(0)!;
  expect(points.length).toBeLessThan(series.of(1)!.length);
  expect(Math.max(...points.map(({ bytes }) => bytes))).toBeLessThanOrEqual(3);
  expect(points[0]!.bytes).toBe(1);
});

test('a rule that was taken out and never changed is not followed any further', () => {
  const series = new MemorySeries(1);
  for (let at = 1; at <= 1_000; at++) series.add(at * 256, [700], [at >= 3 ? 1 : 0]);
  expect(series.of(0)).toHaveLength(1);
  expect(series.lengthOf(0)).toBeLessThanOrEqual(3);
  expect(series.of(0)![0]!.event).toBeLessThan(1_000 * 256);
});

test('the points are few, in order, and each is the lowest figure of its stretch', () => {
  const figures = fc.array(fc.integer({ min: 0, max: 1e6 }), { minLength: 1, maxLength: 1_500 });
  fc.assert(
    fc.property(figures, fc.integer({ min: 1, max: 3_000 }), (bytes, step) => {
      const series = new MemorySeries(1);
      for (const [at, now] of bytes.entries()) series.add((at + 1) * step, [now], RUNNING);
      const points = series.of(0)!;
      expect(points.length).toBeLessThanOrEqual(MOST_POINTS);
      expect(points.at(-1)!.event).toBe(bytes.length * step);
      if (new Set(bytes).size === 1) return;
      let from = 0;
      for (const { event, bytes: lowest } of points) {
        const to = event / step;
        expect(lowest).toBe(Math.min(...bytes.slice(from, to)));
        from = to;
      }
    }),
    { numRuns: 50 },
  );
});
