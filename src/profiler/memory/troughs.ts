import type { MemoryPoint } from './memory-series.ts';

/** Where memory fell by this share between two points, something was collected or let go. */
const LEAST_FALL_SHARE = 0.02;

/** Where memory was lowest between two rises. */
export interface Trough {
  readonly bytes: number;
  /** How far it had fallen to there. */
  readonly fallBytes: number;
}

/** The troughs of a sawtooth, in order. A fall that goes on at the end counts. */
export function troughsOf(points: readonly MemoryPoint[]): readonly Trough[] {
  const troughs: Trough[] = [];
  let peak = points.at(0)?.bytes ?? 0;
  let lowest = peak;
  const note = (): void => {
    if (peak - lowest > LEAST_FALL_SHARE * peak) troughs.push({ bytes: lowest, fallBytes: peak - lowest });
  };
  for (const { bytes } of points) {
    if (bytes <= lowest) {
      lowest = bytes;
      continue;
    }
    note();
    // A rise begins, or goes on: the next fall is measured from its top.
    peak = bytes;
    lowest = bytes;
  }
  note();
  return troughs;
}
