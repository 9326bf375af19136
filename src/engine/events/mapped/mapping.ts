import type { EventRecord } from '../field-value.ts';
import type { EventKind } from './event-kind.ts';
import type { FieldMapping } from './field-mapping.ts';
import type { MappedEvent } from './mapped-event.ts';
import type { PassThrough } from './pass-through.ts';

/** What a vocabulary by table is made of. */
export interface Mapping {
  readonly name: string;
  readonly kinds: readonly EventKind[];
  readonly fields: readonly FieldMapping[];
  /** Finds the kind and the parts of a record. Never throws. */
  classify(record: EventRecord): MappedEvent;
  /** Data that rules may ask for under its recorded name. */
  readonly passThrough?: PassThrough;
}
