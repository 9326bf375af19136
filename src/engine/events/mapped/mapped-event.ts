import type { EventRecord } from '../field-value.ts';
import type { KindIndex } from './event-kind.ts';

/**
 * A record whose kind has been found and whose parts have been located, so that every field of it takes one
 * table look-up and one load. The record itself is not copied.
 */
export class MappedEvent {
  /** Lets it stand for a record; nothing reads it this way. */
  readonly [name: string]: unknown;
  readonly kind: KindIndex;
  /** Where the event's own data is: `Image`, `CommandLine`. */
  readonly data: EventRecord;
  /** Where the log's data about the event is: `Channel`, `Hostname`. In flat recordings the same object. */
  readonly envelope: EventRecord;
  /** The record itself where it is ECS in part; what it says goes before what the mapping finds. */
  readonly ecs: EventRecord | undefined;

  constructor(kind: KindIndex, data: EventRecord, envelope: EventRecord, ecs?: EventRecord) {
    this.kind = kind;
    this.data = data;
    this.envelope = envelope;
    this.ecs = ecs;
  }
}
