import { parse } from 'lossless-json';
import type { EventRecord } from '../engine/events/field-value.ts';
import type { Mapping } from './mapping.ts';
import type { TimestampSource } from './suites.ts';
import { eventTimeNs, isoTime } from './timestamps.ts';

/**
 * Reads a data file, one JSON array that may hold `//` comment lines, and prepares its events as an index with
 * this mapping would present them: aliases filled in, explicit nulls replaced, `@timestamp` in ISO form.
 * Throws if the file holds no array of objects.
 */
export function parseEventFile(
  text: string,
  mapping: Mapping,
  timestamps: TimestampSource,
): readonly EventRecord[] {
  const events = parse(text.replace(/^\s*\/\/.*$/gm, ''), null, exactNumber);
  if (!Array.isArray(events) || !events.every(isObject))
    throw new Error('expected one JSON array of objects');
  return events.map((event) => prepare(event, mapping, timestamps));
}

/** Whole numbers beyond 2^53 become bigint: file times are that large. */
function exactNumber(text: string): number | bigint {
  const value = Number(text);
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? BigInt(text) : value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function prepare(event: Record<string, unknown>, mapping: Mapping, timestamps: TimestampSource): EventRecord {
  const prepared = { ...event };
  for (const [path, value] of mapping.nullValues) if (prepared[path] === null) prepared[path] = value;
  for (const [alias, path] of mapping.aliases) {
    if (Object.hasOwn(prepared, path)) prepared[alias] = prepared[path];
  }
  const timeNs = eventTimeNs(event, timestamps);
  if (timeNs !== undefined) prepared['@timestamp'] = isoTime(timeNs);
  return prepared;
}
