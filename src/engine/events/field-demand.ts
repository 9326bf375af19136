import type { EventRecord } from './field-value.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Which fields of events somebody may read: a decoder may leave out all else. */
export interface FieldDemand {
  /** The ECS paths that may be read of any event. */
  readonly paths: readonly string[];
  /** Those among them that may be read of events of the same kind as this one. */
  pathsOfKind(vocabulary: Vocabulary, record: EventRecord): readonly string[];
}
