import type { Clock } from '../clock.ts';

const TRIES = 21;

/**
 * What to add to a reading of `other` to have one of `clock`, where both go at the same pace; nanoseconds. Of several
 * tries the one in which the least time went by, as the machine may interrupt between the readings.
 */
export function clockOffsetNs(clock: Clock, other: Clock): number {
  let offsetNs = 0;
  let shortestNs = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const beforeNs = clock();
    const otherNs = other();
    const afterNs = clock();
    if (afterNs - beforeNs >= shortestNs) continue;
    shortestNs = afterNs - beforeNs;
    offsetNs = (beforeNs + afterNs) / 2 - otherNs;
  }
  return offsetNs;
}
