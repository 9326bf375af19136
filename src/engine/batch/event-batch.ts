import type { EventRecord } from '../events/field-value.ts';
import type { Vocabulary } from '../events/vocabulary.ts';

/** An event's 1-based position among all events of the replayed stream. Alerts name their events by it. */
export type EventNumber = number;

/** An event's place in its batch, from 0. */
export type Row = number;

/** Consecutive events of one vocabulary, decoded once and handed to every rule. */
export interface EventBatch {
  readonly vocabulary: Vocabulary;
  /** At most the engine's batch size. */
  readonly records: readonly EventRecord[];
  /** The stream position of each record; ascending, with gaps where a time range left events out. */
  readonly eventNumbers: readonly EventNumber[];
  /** Rows that are the first of a file or other input. Time may begin anew there. */
  readonly inputStarts?: readonly Row[];
  /** True: the rest of the batch before, as far as limits are for a batch. */
  readonly continues?: boolean;
}
