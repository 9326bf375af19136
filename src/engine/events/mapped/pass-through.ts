import type { FieldValue } from '../field-value.ts';
import { isObject, ownProperty, setOwnProperty } from '../own-property.ts';
import type { MappedReader } from './field-reader.ts';
import type { MappedEvent } from './mapped-event.ts';

/** The members of an event's own data as fields, under their recorded names. */
export interface PassThrough {
  /** The path they are below: `winlog.event_data`. */
  readonly prefix: string;
  /** What a recorded value amounts to as a field. */
  convert(recorded: unknown): FieldValue;
  /** Where one object holds both the event's data and the log's: is this name the log's? */
  isEnvelope(name: string): boolean;
}

/** Whether a path is below the prefix. */
export function isPassedThrough(passThrough: PassThrough | undefined, path: string): boolean {
  return passThrough !== undefined && path.startsWith(`${passThrough.prefix}.`);
}

/** The reader of a path below the prefix; undefined for any other path. */
export function passThroughReader(
  passThrough: PassThrough | undefined,
  path: string,
): MappedReader | undefined {
  if (passThrough === undefined || !isPassedThrough(passThrough, path)) return undefined;
  return memberReader(passThrough, path.slice(passThrough.prefix.length + 1));
}

function memberReader(passThrough: PassThrough, name: string): MappedReader {
  const load = ownProperty(name);
  const { convert } = passThrough;
  if (!passThrough.isEnvelope(name)) return (event) => convert(load(event.data));
  return (event) => (event.data === event.envelope ? undefined : convert(load(event.data)));
}

/** Adds to an ECS object the members of the event's data that it does not have under that name already. */
export function copyPassThrough(
  passThrough: PassThrough,
  event: MappedEvent,
  ecs: Record<string, unknown>,
): void {
  const copied = objectAt(ecs, passThrough.prefix);
  for (const name of Object.keys(event.data)) {
    if (Object.hasOwn(copied, name)) continue;
    const value = memberReader(passThrough, name)(event);
    if (value !== undefined) setOwnProperty(copied, name, value);
  }
  if (Object.keys(copied).length === 0) clearPassThrough(passThrough, ecs);
}

/** Removes what an ECS object has under the prefix. */
export function clearPassThrough(passThrough: PassThrough, ecs: Record<string, unknown>): void {
  const [holder, last] = holderOf(ecs, passThrough.prefix);
  delete holder[last];
}

function objectAt(record: Record<string, unknown>, path: string): Record<string, unknown> {
  const [holder, last] = holderOf(record, path);
  if (!isObject(holder[last])) holder[last] = {};
  return holder[last] as Record<string, unknown>;
}

/** The object that the last segment of a path is a member of, made where there is none, and that segment. */
function holderOf(record: Record<string, unknown>, path: string): [Record<string, unknown>, string] {
  const segments = path.split('.');
  const last = segments.pop()!;
  let holder = record;
  for (const segment of segments) {
    if (!isObject(holder[segment])) holder[segment] = {};
    holder = holder[segment] as Record<string, unknown>;
  }
  return [holder, last];
}
