import type { MemoryPoint } from './memory-series.ts';

/** Rules fill their tables and caches when they begin; what they do after this share of the stream counts. */
export const WARM_UP_SHARE = 1 / 3;

/**
 * The points after the warm-up.
 *
 * @param points in the order of the stream
 */
export function afterWarmUp(points: readonly MemoryPoint[]): readonly MemoryPoint[] {
  const warmUpEvents = (points.at(-1)?.event ?? 0) * WARM_UP_SHARE;
  return points.filter(({ event }) => event > warmUpEvents);
}
