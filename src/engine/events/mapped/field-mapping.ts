import { text } from '../conversions/text.ts';
import type { FieldValue } from '../field-value.ts';
import type { EventKind, KindSelector } from './event-kind.ts';

/** How a recorded value becomes the value of an ECS field. */
export interface Conversion {
  /** What it makes of the value, for the documentation: "file name of the path". */
  readonly label: string;
  /** Gets the value as it was recorded, of any type; undefined where there is none. Never throws. */
  convert(recorded: unknown): FieldValue;
}

/** Where a field's value comes from, for some kinds of event. */
export type FieldSource = RecordedSource | JoinedSource | KindSource;

/** A member of the record. */
export interface RecordedSource {
  readonly when: KindSelector;
  readonly place: 'data' | 'envelope';
  /** Names to look under; the first that yields a value counts. */
  readonly names: readonly string[];
  readonly as: Conversion;
}

/** Several members of the event's data, joined; missing unless all of them are there. */
export interface JoinedSource {
  readonly when: KindSelector;
  readonly place: 'joined';
  readonly names: readonly string[];
  readonly separator: string;
}

/** A value that the kind of the event decides. */
export interface KindSource {
  readonly when: KindSelector;
  readonly place: 'kind';
  readonly label: string;
  valueFor(kind: EventKind): FieldValue;
}

/** One ECS field: its sources in the order they are tried, or other fields whose values it gathers. */
export type FieldMapping =
  | { readonly path: string; readonly sources: readonly FieldSource[] }
  | { readonly path: string; readonly union: readonly string[] };

/** A field with the sources it is read from; of several that hold for one kind, the first with a value counts. */
export function field(path: string, ...sources: FieldSource[]): FieldMapping {
  return { path, sources };
}

/** A field that holds the distinct values of others, as the `related.*` fields do. */
export function union(path: string, ...union: string[]): FieldMapping {
  return { path, union };
}

/** From the event's own data; names separated by spaces. */
export function from(when: KindSelector, names: string, as: Conversion = text): FieldSource {
  return { when, place: 'data', names: names.split(' '), as };
}

/** From the log's data about the event; names separated by spaces. */
export function fromEnvelope(when: KindSelector, names: string, as: Conversion = text): FieldSource {
  return { when, place: 'envelope', names: names.split(' '), as };
}

/** Members of the event's own data joined by backslashes, as in a path; names separated by spaces. */
export function joined(when: KindSelector, names: string): FieldSource {
  return { when, place: 'joined', names: names.split(' '), separator: '\\' };
}

/** The same for every event of the kinds. */
export function always(when: KindSelector, value: string): FieldSource {
  return { when, place: 'kind', label: `\`${value}\``, valueFor: () => value };
}

/** Decided by the kind of event. */
export function byKind(
  when: KindSelector,
  label: string,
  valueFor: (kind: EventKind) => FieldValue,
): FieldSource {
  return { when, place: 'kind', label, valueFor };
}
