import type { Column } from '../batch/column-store.ts';
import type { Row } from '../batch/event-batch.ts';
import type { EventRecord, FieldValue } from '../events/field-value.ts';
import { type Moment, nanosecondsOf, timestampMoment } from '../events/timestamp.ts';

/** When the events of a batch were, by row. Plain data: it may come from another thread. */
export interface EventTimes {
  /** Whole milliseconds since 1970; NaN for events without a time. */
  readonly ms: Float64Array;
  /** Nanoseconds within the millisecond, 0 to 999,999. */
  readonly subMsNs: Int32Array;
}

/** Times for a batch of up to `capacity` events, none of which has one yet. */
export function noEventTimes(capacity: number): EventTimes {
  return { ms: new Float64Array(capacity).fill(Number.NaN), subMsNs: new Int32Array(capacity) };
}

/** The time of a row's event, nanoseconds since 1970; undefined where it has none. */
export function eventTimeNs({ ms, subMsNs }: EventTimes, row: Row): bigint | undefined {
  const wholeMs = ms[row]!;
  return Number.isNaN(wholeMs) ? undefined : nanosecondsOf({ ms: wholeMs, subMsNs: subMsNs[row]! });
}

/** Reads the times of events. */
export class EventTimeReader {
  readonly #timestamp: Column;
  readonly #everyRow: Int32Array;

  /**
   * @param timestamp the column of `@timestamp`
   * @param capacity the most rows a batch may have
   */
  constructor(timestamp: Column, capacity: number) {
    this.#timestamp = timestamp;
    this.#everyRow = Int32Array.from({ length: capacity }, (_, row) => row);
  }

  /** Reads those of all events of a batch into `times`. */
  readAll(records: readonly EventRecord[], times: EventTimes): void {
    this.readRows(records, this.#everyRow, records.length, times);
  }

  /** Reads those of the first `count` of `rows` into `times`. */
  readRows(records: readonly EventRecord[], rows: Int32Array, count: number, times: EventTimes): void {
    this.#timestamp.extract(records, rows, count);
    const { ms, subMsNs } = times;
    let lastTime: FieldValue;
    let moment: Moment | undefined;
    for (let at = 0; at < count; at++) {
      const row = rows[at]!;
      const time = this.#timestamp.values[row];
      // Neighbouring events are often of one moment.
      if (time !== lastTime) moment = timestampMoment(time);
      lastTime = time;
      ms[row] = moment?.ms ?? Number.NaN;
      subMsNs[row] = moment?.subMsNs ?? 0;
    }
  }
}
