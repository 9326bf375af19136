import type { EventRecord } from '../../../src/engine/events/field-value.ts';

const NS_PER_MS = 1_000_000n;
/** All times of the tests are relative to this moment. */
const START_MS = Date.UTC(2024, 2, 1);

/** An event of a category, `ms` whole milliseconds after the start of the stream. */
export function at(ms: number, category: string, fields: EventRecord = {}): EventRecord {
  return atNs(BigInt(ms) * NS_PER_MS, category, fields);
}

/** As {@link at}, in nanoseconds. */
export function atNs(ns: bigint, category: string, fields: EventRecord = {}): EventRecord {
  return { '@timestamp': timeText(ns), 'event.category': category, ...fields };
}

/** An event that carries no time. */
export function timeless(category: string, fields: EventRecord = {}): EventRecord {
  return { 'event.category': category, ...fields };
}

/** The moment `ns` nanoseconds after the start of the stream, with nine digits of a second. */
export function timeText(ns: bigint): string {
  const ms = ns / NS_PER_MS;
  const withinMs = String(ns % NS_PER_MS).padStart(6, '0');
  return new Date(START_MS + Number(ms)).toISOString().replace('Z', `${withinMs}Z`);
}
