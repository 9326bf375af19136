import { LEAST_GROWTH_BYTES } from './least-growth.ts';
import type { MemoryPoint } from './memory-series.ts';

/** What is compared: the last quarter of the stream, of its first half, of its first quarter, of its first eighth. */
const OCTAVES = 4;
const COMPARED_SHARE = 1 / 4;
/** Twice as much if memory goes with the number of events; a cache that was full after 60 % of the stream has 1.2. */
const LEAST_RATIO = 1.3;

/**
 * Whether each doubling of the stream adds at least 1.3 times as much memory as the one before. A table that only grows
 * makes room in steps, each as large as all before it together, so that a trend within the later part of a stream may
 * be one step; over doublings of the stream the steps are even.
 *
 * @param points in the order of the stream, from its beginning
 * @returns false also where there are too few points to tell
 */
export function growsByDoubling(points: readonly MemoryPoint[]): boolean {
  const events = points.at(-1)?.event ?? 0;
  const levels = Array.from({ length: OCTAVES }, (_, octave) => lowestBefore(points, events / 2 ** octave));
  const [last, half, quarter, eighth] = levels as [number, number, number, number];
  if (!levels.every(Number.isFinite) || last - half < LEAST_GROWTH_BYTES) return false;
  return (
    quarter > eighth &&
    half - quarter >= LEAST_RATIO * (quarter - eighth) &&
    last - half >= LEAST_RATIO * (half - quarter)
  );
}

/** The lowest figure in the last quarter of the stream up to an event; infinite where it has no point. */
function lowestBefore(points: readonly MemoryPoint[], end: number): number {
  const start = end * (1 - COMPARED_SHARE);
  return points
    .filter(({ event }) => event > start && event <= end)
    .reduce((lowest, { bytes }) => Math.min(lowest, bytes), Number.POSITIVE_INFINITY);
}
