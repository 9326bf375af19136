import type { EventBatch } from '../engine/batch/event-batch.ts';
import type { FieldReader } from '../engine/events/field-value.ts';
import { timestampNs } from '../engine/events/timestamp.ts';
import type { Vocabulary } from '../engine/events/vocabulary.ts';

/** Remembers where in time a stream begins and ends, without reading the time of every event. */
export class StreamSpan {
  /** Time of the first event, in the order of the stream, that has one; nanoseconds since 1970. */
  firstEventNs: bigint | undefined;
  /** The same of the last one. */
  lastEventNs: bigint | undefined;
  /** The number of the last event; 0 before the first. */
  lastEvent = 0;
  readonly #readers = new Map<Vocabulary, FieldReader>();

  /** Takes in the next batch of the stream. */
  add(batch: EventBatch): void {
    const read = this.#reader(batch.vocabulary);
    const { records } = batch;
    this.lastEvent = batch.eventNumbers.at(-1) ?? this.lastEvent;
    for (let at = 0; this.firstEventNs === undefined && at < records.length; at++) {
      this.firstEventNs = timestampNs(read(records[at]!));
    }
    for (let at = records.length - 1; at >= 0; at--) {
      const timeNs = timestampNs(read(records[at]!));
      if (timeNs === undefined) continue;
      this.lastEventNs = timeNs;
      return;
    }
  }

  /** Making a reader takes longer than a batch does. */
  #reader(vocabulary: Vocabulary): FieldReader {
    let reader = this.#readers.get(vocabulary);
    if (reader === undefined) this.#readers.set(vocabulary, (reader = vocabulary.reader('@timestamp')));
    return reader;
  }
}
