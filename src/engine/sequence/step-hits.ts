import type { Row } from '../batch/event-batch.ts';
import type { JoinKey } from './join-keys.ts';

/** The keys of an event in each part of a rule; undefined where it does not take part. */
export type KeysOfPart = readonly (readonly JoinKey[] | undefined)[];

/** The events of a batch that satisfied a filter of one rule, read once, in row order. */
export interface StepHits {
  /** Whether any event of the batch at hand satisfied a filter, taken or not. */
  readonly found: boolean;
  /** Join keys left out so far because an event had too many. */
  readonly droppedKeys: number;
  /** The next row that satisfied a filter, if it is before `endRow`. */
  nextRow(endRow: Row): Row | undefined;
  /** The keys of the next row, which is then behind. Undefined where it lacks every key it would need. */
  takeKeys(row: Row): KeysOfPart | undefined;
}
