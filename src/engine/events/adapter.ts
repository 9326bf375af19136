import type { EventRecord } from './field-value.ts';
import type { Projection } from './projection.ts';
import type { Vocabulary } from './vocabulary.ts';

/** In the order of the registry. Apart from the adapters, as who only needs their names loads none of them. */
export const ADAPTER_NAMES = [
  'kestrel',
  'elasticsearch',
  'sysmon-syslog',
  'windows',
  'defender',
  'azure',
  'ecs',
] as const;

export type AdapterName = (typeof ADAPTER_NAMES)[number];

/** One way in which recordings are written. */
export interface Adapter {
  readonly name: AdapterName;
  /** One line for `--help` and for the notice that says what was picked. */
  readonly description: string;
  /** Does this record, one of the first of its file, look like ours? */
  recognises(record: EventRecord): boolean;
  /**
   * Takes the wrapping off a record (`_source`, XML in a syslog line). Null: not an event but, say, a
   * header. A string says why the record could not be read.
   */
  unwrap(record: EventRecord): EventRecord | null | string;
  readonly vocabulary: Vocabulary;
  /**
   * What is read of a record for the fields at these ECS paths. Absent where records may hold a field in too many
   * places to say.
   */
  projection?(paths: Iterable<string>): Projection;
  /**
   * True where records are ECS objects as they come, so that a decoder may hand on a `ScannedEvent` of the fields that are
   * asked for in place of a record.
   */
  readonly isPlainEcs?: boolean;
  /** True where integers beyond 2^53 are ordinary, so that every line is decoded without loss. */
  readonly wideIntegers: boolean;
}
