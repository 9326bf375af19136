import type { EventNumber } from '../batch/event-batch.ts';
import type { JoinKey } from './join-keys.ts';

const NS_PER_MS = 1_000_000n;

/** A moment to the nanosecond. Nanoseconds since 1970 do not fit a number, and bigints are slow. */
export interface Moment {
  /** Whole milliseconds since 1970. */
  readonly ms: number;
  /** Nanoseconds within the millisecond, 0 to 999,999. */
  readonly subMsNs: number;
}

/** An event's place in the order of all events: by time, then by position in the stream. */
export interface Place extends Moment {
  readonly number: EventNumber;
}

/** An event that satisfied at least one part of a sequence, without its contents. */
export interface StepEvent {
  /** Shared by all rules that the event means something to. */
  readonly place: Place;
  /** By part: the keys under which the event takes part there; undefined where it does not. */
  readonly keysOfPart: readonly (readonly JoinKey[] | undefined)[];
}

/** Negative if `a` is before `b`. */
export function compareMoments(a: Moment, b: Moment): number {
  return a.ms - b.ms || a.subMsNs - b.subMsNs;
}

/** Negative if `a` comes before `b`. */
export function comparePlaces(a: Place, b: Place): number {
  return a.ms - b.ms || a.subMsNs - b.subMsNs || a.number - b.number;
}

/** @param timeNs nanoseconds since 1970 */
export function placeAt(timeNs: bigint, number: EventNumber): Place {
  const remainder = timeNs % NS_PER_MS;
  // Before 1970 the remainder is negative: the millisecond that holds the moment begins one earlier.
  const subMsNs = remainder < 0n ? remainder + NS_PER_MS : remainder;
  return { ms: Number((timeNs - subMsNs) / NS_PER_MS), subMsNs: Number(subMsNs), number };
}

/** Nanoseconds since 1970. */
export function nanosecondsOf({ ms, subMsNs }: Moment): bigint {
  return BigInt(ms) * NS_PER_MS + BigInt(subMsNs);
}
