import type { Row } from '../batch/event-batch.ts';
import type { FieldValue } from '../events/field-value.ts';

/** A field of the event in a row of the batch at hand; read from the event when first asked for. */
export type RowReader = (row: Row) => FieldValue;

/** The fields that predicates may ask for. */
export interface EventFields {
  /** The reader for an ECS path, the same one for the same path. Any text is a valid path. */
  reader(path: string): RowReader;
}
