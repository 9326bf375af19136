import type { EventRecord } from './field-value.ts';

/**
 * Which part of a record is read when only some fields are asked for: a decoder may leave out all other members
 * of its top level.
 */
export interface Projection {
  /** Members that reading those fields, and unwrapping the record, may look at. */
  readonly members: ReadonlySet<string>;
  /** Those among them that are read by `ownProperty` alone: a long text may stand there as a {@link LazyText}. */
  isLazy(member: string): boolean;
  /** Whether a record cut down to those members reads as the whole one would. */
  isEnough(record: EventRecord): boolean;
}
