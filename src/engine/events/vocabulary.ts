import type { EventRecord, FieldReader } from './field-value.ts';

/**
 * How the fields of a recording are found: a rule asks for an ECS path, the vocabulary knows where a record
 * of its kind keeps it. Events are never rewritten for the replay; only what rules ask for is read.
 */
export interface Vocabulary {
  readonly name: string;
  /** The reader for an ECS path such as `process.parent.name`. Any text is a valid path. */
  reader(path: string): FieldReader;
  /** The whole event as a nested ECS object, for `convert`. */
  toEcs(record: EventRecord): Record<string, unknown>;
  /** Absent where only reading a field tells what a record has there. */
  readonly kinds?: RecordKinds;
}

/** Kinds of record that decide some fields: whoever knows the kind need not read those. */
export interface RecordKinds {
  /** The kind of a record, a small whole number from 0; undefined for a record that has to be read. */
  kindOf(record: EventRecord): number | undefined;
  /** Whether all records of a kind have the same value at a path, none included. */
  decides(kind: number, path: string): boolean;
}
