import type { MemoryPoint } from './memory-series.ts';
import type { Trough } from './troughs.ts';

/** A fall by this share is a collection, and not a buffer that was let go. */
const DEEP_FALL_SHARE = 0.1;
/** With fewer it could be one rise between two collections. */
const LEAST_DEEP_FALLS = 4;

/**
 * Whether memory is never as low in the last quarter as it was at its highest in the first, though it was collected in
 * between: what was garbage then is gone, so what is there now is something else.
 *
 * @param points in the order of the stream
 * @param troughs of the same points
 */
export function standsClear(points: readonly MemoryPoint[], troughs: readonly Trough[]): boolean {
  const deep = troughs.filter(({ bytes, fallBytes }) => fallBytes >= DEEP_FALL_SHARE * (bytes + fallBytes));
  if (deep.length < LEAST_DEEP_FALLS) return false;
  const quarter = Math.ceil(points.length / 4);
  const bytes = points.map((point) => point.bytes);
  return Math.min(...bytes.slice(-quarter)) > Math.max(...bytes.slice(0, quarter));
}
