import { fieldValues } from './field-values.ts';

/** An event as a sequence sees it. */
export interface SequenceEvent {
  /** Its place in the list of all events, from 0. */
  readonly position: number;
  /** Nanoseconds since 1970. */
  readonly timeNs: bigint;
  readonly record: unknown;
}

const NS_PER_MS = 1_000_000n;
/** Up to the second, then up to nine digits of a second. */
const UTC_TIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z$/;

/** The events that have a time, by time; of two at the same time the one that stands first comes first. */
export function inOrder(records: readonly unknown[]): readonly SequenceEvent[] {
  return records
    .flatMap((record, position) => {
      const timeNs = eventTimeNs(record);
      return timeNs === undefined ? [] : [{ position, timeNs, record }];
    })
    .sort(compareEvents);
}

/** Negative, zero or positive: the order of events in a sequence. */
export function compareEvents(left: SequenceEvent, right: SequenceEvent): number {
  if (left.timeNs !== right.timeNs) return left.timeNs < right.timeNs ? -1 : 1;
  return left.position - right.position;
}

/** The millisecond an event falls into, since 1970. Times before 1970 do not occur here. */
export function millisecondOf(event: SequenceEvent): bigint {
  return event.timeNs / NS_PER_MS;
}

/** A maxspan, which queries give in milliseconds, in nanoseconds. */
export function maxspanNs(maxspanMs: number): bigint {
  return BigInt(maxspanMs) * NS_PER_MS;
}

/** The time in `@timestamp`: text in UTC, or a whole number of milliseconds. The first value counts. */
function eventTimeNs(record: unknown): bigint | undefined {
  const [value] = fieldValues(record, '@timestamp');
  if (typeof value === 'number') return BigInt(value) * NS_PER_MS;
  const [, seconds, fraction = ''] = UTC_TIME.exec(String(value)) ?? [];
  const wholeMs = Date.parse(`${seconds}Z`);
  return Number.isNaN(wholeMs) ? undefined : BigInt(wholeMs) * NS_PER_MS + BigInt(fraction.padEnd(9, '0'));
}
