import type { MemoryPoint } from './memory-series.ts';

/** Enough for a trend to be significant, few enough that each has several points. */
export const BLOCKS = 8;

/**
 * The lowest figure in each of eight blocks of points. Garbage comes and goes between collections and only ever adds:
 * the lowest figures are nearest to what a rule really holds.
 *
 * @param points in the order of the stream
 * @returns null where there are fewer points than blocks
 */
export function blockMinima(points: readonly MemoryPoint[]): readonly number[] | null {
  if (points.length < BLOCKS) return null;
  const minima = new Array<number>(BLOCKS).fill(Number.POSITIVE_INFINITY);
  for (const [at, { bytes }] of points.entries()) {
    const block = Math.floor((BLOCKS * at) / points.length);
    minima[block] = Math.min(minima[block]!, bytes);
  }
  return minima;
}
