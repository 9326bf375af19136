import { describe, expect, test } from 'vitest';
import { judgeMemory } from '../../../src/profiler/memory/judge-memory.ts';
import type { MemoryPoint } from '../../../src/profiler/memory/memory-series.ts';
import { Draws } from '../statistics/simulation.ts';

const POINTS = 60;

/** Sixty points, 1,000 events apart; `share` is how much of the stream is over. */
function points(bytesAt: (share: number, at: number) => number): MemoryPoint[] {
  return Array.from({ length: POINTS }, (_, at) => ({
    event: (at + 1) * 1_000,
    bytes: bytesAt((at + 1) / POINTS, at),
  }));
}

const kept = (bytesAt: (share: number, at: number) => number) =>
  judgeMemory(points(bytesAt), POINTS, 'kept').leak;
const collected = (bytesAt: (share: number, at: number) => number) =>
  judgeMemory(points(bytesAt), POINTS, 'collected').leak;

describe('memory without garbage', () => {
  test.each<[string, boolean, (share: number, at: number) => number]>([
    ['a straight line', true, (share) => 1e6 + 1e5 * share],
    ['a line from late on', true, (share) => 1e6 + 1e5 * Math.max(0, share - 0.4)],
    ['steps that double', true, (_, at) => 1e4 + 16 * 2 ** Math.ceil(Math.log2((at + 1) * 1_000 * 1.3))],
    ['one step', false, (share) => (share > 0.7 ? 2e6 : 1e6)],
    ['a cache that is full after half', false, (share) => 1e6 * Math.min(0.5, share)],
    ['a few bytes', false, (share) => 1e6 + 4_000 * share],
    ['shrinking', false, (share) => 1e6 - 1e5 * share],
  ])('%s: %s', (_, isLeak, bytesAt) => {
    expect(kept(bytesAt)).toBe(isLeak);
  });
});

describe('memory with garbage', () => {
  /** A sawtooth that rises from what is held to twice that. */
  const sawtooth = (period: number, held: (share: number) => number) => (share: number, at: number) =>
    held(share) * (1 + (at % period) / period);

  test.each<[string, boolean | null, (share: number, at: number) => number]>([
    ['a tooth per 5 points over what stays', false, sawtooth(5, () => 1e5)],
    ['one long tooth: garbage or a leak', null, (share) => 1e5 * (1 + share)],
    ['a tooth per 5 points over what grows', true, sawtooth(5, (share) => 1e4 + 1e5 * share)],
    ['no teeth, five times as much at the end', true, (share) => 2e4 + 1e5 * share],
    [
      'a full cache, and one long tooth on it',
      false,
      (share) => 1e5 * Math.min(1, 4 * share) * (1 + share / 20),
    ],
  ])('%s: %s', (_, isLeak, bytesAt) => {
    expect(collected(bytesAt)).toBe(isLeak);
  });

  test('noise over what stays is hardly ever accused', () => {
    const draws = new Draws(11);
    let accused = 0;
    for (let round = 0; round < 500; round++) {
      if (collected(() => 1e5 * (1 + draws.uniform())) === true) accused++;
    }
    expect(accused).toBeLessThanOrEqual(5);
  });
});

test('growth is the slope after the first third, per 1,000 events', () => {
  const { growth } = judgeMemory(
    points((share) => 5e6 * Math.min(share, 1 / 3) + 60_000 * share),
    POINTS,
    'kept',
  );
  expect(growth?.bytesPer1kEvents).toBeCloseTo(1_000, 6);
});

test('what the engine holds for a rule is not judged, and its growth is told', () => {
  const memory = judgeMemory(
    points((share) => 1e6 * share),
    POINTS,
    'bounded',
  );
  expect(memory.leak).toBeNull();
  expect(memory.growth!.bytesPer1kEvents).toBeGreaterThan(0);
});

test('what never changes does not leak, if it was looked at often enough', () => {
  const series = [{ event: 9_000, bytes: 5_000 }];
  expect(judgeMemory(series, 9, 'fixed')).toEqual({
    series,
    growth: { bytesPer1kEvents: 0, interval: [0, 0] },
    leak: false,
  });
  expect(judgeMemory(series, 3, 'fixed')).toEqual({ series, growth: null, leak: null });
  expect(judgeMemory(series, 9, 'bounded').leak).toBeNull();
});

test('of too few points nothing is said, and of none', () => {
  const few = points((share) => 1e6 * share).slice(0, 6);
  expect(judgeMemory(few, 6, 'kept')).toEqual({ series: few, growth: null, leak: null });
  expect(judgeMemory(undefined, 60, 'kept')).toEqual({ series: [], growth: null, leak: null });
});

test('what has come since the last collection may be garbage: a full window of a short stream is not accused', () => {
  // As it was seen of a rule that keeps its last 1,000 events, over 3,000.
  const window = [
    [256, 32_623],
    [512, 47_207],
    [768, 74_343],
    [1_024, 80_601],
    [1_280, 102_105],
    [1_536, 131_801],
    [1_792, 102_719],
    [2_048, 118_079],
    [2_304, 133_439],
    [2_560, 148_799],
    [2_816, 164_159],
    [3_000, 175_199],
  ].map(([event, bytes]) => ({ event: event!, bytes: bytes! }));
  expect(judgeMemory(window, window.length, 'collected').leak).toBeNull();
});
