import type { EventRecord } from './field-value.ts';

/**
 * Which part of a record is read when only some fields are asked for: a decoder may leave out all other members
 * of its top level.
 */
export interface Projection {
  /** Members that reading those fields, and unwrapping the record, may look at. */
  readonly members: ReadonlySet<string>;
  /** Those among them that tell the kind of a record. */
  readonly kindMembers: readonly string[];
  /** The kind of a record that has those members at least; undefined for one that must be read whole. */
  kindOf(record: EventRecord): number | undefined;
  /** Members that reading the fields at some of the paths may look at in records of a kind. */
  membersOfKind(kind: number, paths: Iterable<string>): ReadonlySet<string>;
  /** Those among them that are read by `ownProperty` alone: a long text may stand there as a {@link LazyText}. */
  isLazy(member: string): boolean;
}
