import { textOf } from '../conversions/text.ts';
import type { FieldValue } from '../field-value.ts';
import { ownProperty } from '../own-property.ts';
import { gather, isList } from '../scalar-value.ts';
import { type EventKind, type KindIndex, selectKinds } from './event-kind.ts';
import type { FieldSource, JoinedSource } from './field-mapping.ts';
import type { MappedEvent } from './mapped-event.ts';

/** Reads one field of an event whose kind is known. */
export type MappedReader = (event: MappedEvent) => FieldValue;

/** Makes the reader of one field for a kind of event; undefined for kinds that do not have the field. */
export type ReaderMaker = (kind: KindIndex) => MappedReader | undefined;

/**
 * The readers of one field, by kind of event. A stream has few of the kinds there are, so each reader is made
 * when the first event of its kind is read.
 */
export class ReadersByKind {
  readonly #make: ReaderMaker;
  /** Null where it has not been made. */
  readonly #made: (MappedReader | undefined | null)[];

  constructor(kinds: readonly EventKind[], make: ReaderMaker) {
    this.#make = make;
    this.#made = kinds.map(() => null);
  }

  read(event: MappedEvent): FieldValue {
    let reader = this.#made[event.kind];
    if (reader === null) reader = this.#made[event.kind] = this.#make(event.kind);
    return reader === undefined ? undefined : reader(event);
  }
}

/** Settles for a kind which sources there are, so that reading is one look-up and nothing that can miss. */
export function sourcesReader(kinds: readonly EventKind[], sources: readonly FieldSource[]): ReaderMaker {
  return (index) =>
    inTurn(
      sources.flatMap((source) =>
        selectKinds(kinds, source.when).has(index) ? readersOf(source, kinds[index]!) : [],
      ),
    );
}

/** The first value that one of the readers finds; undefined where there is no reader. */
export function inTurn(readers: readonly (MappedReader | undefined)[]): MappedReader | undefined {
  return readers.reduceRight((later, earlier) => {
    if (earlier === undefined || later === undefined) return earlier ?? later;
    return (event) => earlier(event) ?? later(event);
  }, undefined);
}

/** The distinct values that several fields have, in the order of the fields. */
export function unionReader(fields: readonly ReadersByKind[]): MappedReader {
  return (event) => {
    let found: FieldValue;
    for (const readers of fields) {
      const value = readers.read(event);
      for (const one of isList(value) ? value : [value]) {
        const known = isList(found) ? found.includes(one!) : found === one;
        if (!known) found = gather(found, one);
      }
    }
    return found;
  };
}

function readersOf(source: FieldSource, kind: EventKind): readonly MappedReader[] {
  if (source.place === 'kind') {
    const value = source.valueFor(kind);
    return value === undefined ? [] : [() => value];
  }
  if (source.place === 'joined') return [joinedReader(source)];
  const { convert } = source.as;
  return source.names.map((name): MappedReader => {
    const load = ownProperty(name);
    return source.place === 'data'
      ? (event) => convert(load(event.data))
      : (event) => convert(load(event.envelope));
  });
}

function joinedReader({ names, separator }: JoinedSource): MappedReader {
  const loads = names.map(ownProperty);
  return (event) => {
    const parts = loads.map((load) => textOf(load(event.data)));
    return parts.includes(undefined) ? undefined : parts.join(separator);
  };
}
