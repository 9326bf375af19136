import { theilSen } from '../statistics/theil-sen.ts';
import type { MemoryGrowth } from './memory-findings.ts';
import type { MemoryPoint } from './memory-series.ts';

/**
 * How fast memory grows: the Theil-Sen slope of its points.
 *
 * @param points in the order of the stream
 * @returns null where there are too few points for an interval
 */
export function memoryGrowth(points: readonly MemoryPoint[]): MemoryGrowth | null {
  const line = theilSen(
    points.map(({ event }) => event),
    points.map(({ bytes }) => bytes),
  );
  if (line === null || line.interval === null) return null;
  const [low, high] = line.interval;
  return { bytesPer1kEvents: line.slope * 1_000, interval: [low * 1_000, high * 1_000] };
}
