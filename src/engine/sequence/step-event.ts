import type { EventNumber } from '../batch/event-batch.ts';
import type { Moment } from '../events/timestamp.ts';
import type { JoinKey } from './join-keys.ts';

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
