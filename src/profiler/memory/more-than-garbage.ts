import { afterWarmUp } from './after-warm-up.ts';
import type { MemoryPoint } from './memory-series.ts';
import type { Trough } from './troughs.ts';

/**
 * Lua collects when its memory has doubled since the last collection, and goes on allocating while it does: what has
 * grown by more than this factor has been collected on the way.
 */
const LEAST_FACTOR = 2.5;
/** The growth from here on is looked at: late enough that the rule was loaded, early enough for a large factor. */
const EARLY_SHARE = 1 / 8;
/** Where it fell further than this share of its growth, it is a sawtooth, of which only the floor says anything. */
const LARGEST_FALL_SHARE = 0.3;
/**
 * A cache that was filled early and garbage on top of it can look like one rise, which is steeper at first: after the
 * warm-up it must go on at this share of the pace before.
 */
const LEAST_PACE_SHARE = 0.5;

/**
 * Whether a rise without a floor to go by is too large to be garbage that waits to be collected.
 *
 * @param points in the order of the stream, from its beginning
 * @param troughs of the points after the warm-up
 */
export function isMoreThanGarbage(points: readonly MemoryPoint[], troughs: readonly Trough[]): boolean {
  const { early, last } = endsOf(points);
  // What has come since the last collection may all be garbage again.
  const heldBytes = Math.min(last.bytes, troughs.at(-1)?.bytes ?? last.bytes);
  if (heldBytes < LEAST_FACTOR * early.bytes) return false;
  const growth = last.bytes - early.bytes;
  return troughs.every(({ fallBytes }) => fallBytes <= LARGEST_FALL_SHARE * growth);
}

/** Whether memory goes on growing after the warm-up as it did before. */
export function keepsItsPace(points: readonly MemoryPoint[]): boolean {
  const { early, last } = endsOf(points);
  const warm = afterWarmUp(points)[0]!;
  return pace(warm, last) >= LEAST_PACE_SHARE * pace(early, warm);
}

function endsOf(points: readonly MemoryPoint[]) {
  const last = points.at(-1)!;
  return { early: points.find(({ event }) => event >= last.event * EARLY_SHARE)!, last };
}

/** Bytes per event; 0 where there is no event between. */
function pace(from: MemoryPoint, to: MemoryPoint): number {
  return to.event === from.event ? 0 : (to.bytes - from.bytes) / (to.event - from.event);
}
