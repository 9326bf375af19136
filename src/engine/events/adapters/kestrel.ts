import type { Adapter } from '../adapter.ts';
import type { EventRecord } from '../field-value.ts';
import { KESTREL_EVENT_TYPES, KESTREL_FIELDS } from '../kestrel-fields.ts';
import { kestrelVocabulary } from '../kestrel-vocabulary.ts';
import { isObject } from '../own-property.ts';

const MAGIC = [75, 69, 83, 84];
const NEWEST_VERSION = 1;
const MAX_U16 = 0xffffn;
const MAX_U32 = 0xffffffffn;
const MAX_U64 = 2n ** 64n - 1n;
const MAX_U128 = 2n ** 128n - 1n;
const NS_PER_MS = 1_000_000n;
/** The last millisecond that a Date can tell. */
const MAX_DATE_MS = 8_640_000_000_000_000n;

const PATHS: ReadonlyMap<bigint, string> = new Map(KESTREL_FIELDS.map(({ id, path }) => [BigInt(id), path]));
const EVENT_TYPES = new Map(KESTREL_EVENT_TYPES.map((type) => [BigInt(type.id), type]));

/** What each tag of a value allows. */
const TAGS = new Map<string, (value: unknown) => boolean>([
  ['I64', (value) => isWhole(value, -(2n ** 63n), 2n ** 63n - 1n)],
  ['U64', (value) => isWhole(value, 0n, MAX_U64)],
  ['F64', (value) => typeof value === 'number' || typeof value === 'bigint'],
  ['Bool', (value) => typeof value === 'boolean'],
  ['String', (value) => typeof value === 'string'],
  ['Bytes', (value) => Array.isArray(value) && value.every((byte) => isWhole(byte, 0n, 255n))],
]);

/** Kestrel's replay log: a header line, then one event a line with numbered, tagged fields. */
export const kestrelAdapter: Adapter = {
  name: 'kestrel',
  description: "Kestrel's replay log: numbered fields with tagged values",
  recognises: (record) =>
    isHeader(record) || (record.event_type_id !== undefined && Array.isArray(record.fields)),
  unwrap: (record) => (isHeader(record) ? checkHeader(record) : unwrapEvent(record)),
  vocabulary: kestrelVocabulary,
  wideIntegers: true,
};

function isHeader(record: EventRecord): boolean {
  return record.magic !== undefined;
}

function checkHeader(record: EventRecord): null | string {
  const { magic, version } = record;
  if (
    !Array.isArray(magic) ||
    magic.length !== MAGIC.length ||
    MAGIC.some((byte, at) => magic[at] !== byte)
  ) {
    return 'the header has the wrong magic bytes: this is no Kestrel replay log';
  }
  if (!isWhole(version, 0n, MAX_U32)) return 'the header has no version';
  if (version > NEWEST_VERSION)
    return `replay log version ${version} is newer than the newest known, ${NEWEST_VERSION}`;
  return null;
}

function unwrapEvent(record: EventRecord): EventRecord | string {
  const {
    event_type_id: typeId,
    ts_mono_ns: monoNs,
    ts_wall_ns: wallNs,
    entity_key: entityKey,
    fields,
  } = record;
  if (!isWhole(typeId, 0n, MAX_U16)) return 'event_type_id is not a whole number from 0 to 65535';
  if (!isWhole(record.event_id, 0n, MAX_U64)) return 'event_id is not a whole number of 64 bits';
  if (!isWhole(monoNs, 0n, MAX_U64)) return 'ts_mono_ns is not a whole number of 64 bits';
  if (!isWhole(wallNs, 0n, MAX_U64)) return 'ts_wall_ns is not a whole number of 64 bits';
  if (!isWhole(entityKey, 0n, MAX_U128)) return 'entity_key is not a whole number of 128 bits';
  if (!Array.isArray(fields)) return 'fields is not a list of [id, {tag: value}]';

  const type = EVENT_TYPES.get(BigInt(typeId));
  const event: Record<string, unknown> = {
    '@timestamp': timeText(BigInt(wallNs)),
    'event.kind': 'event',
    'event.code': String(typeId),
    'event.module': 'kestrel',
    'event.dataset': 'kestrel.replay',
    'process.entity_id': String(entityKey),
    'kestrel.event_type_id': typeId,
    'kestrel.ts_mono_ns': monoNs,
    ...(type !== undefined && {
      'event.category': type.category,
      'event.type': type.type,
      'event.action': type.action,
    }),
  };
  const seen = new Set<bigint>();
  for (const entry of fields) {
    const field = readField(entry);
    if (typeof field === 'string') return field;
    // Which of two fields with one number counts is open in Kestrel itself; here it is the first.
    if (seen.has(field.id)) continue;
    seen.add(field.id);
    event[PATHS.get(field.id) ?? `kestrel.field.${field.id}`] = field.value;
  }
  return event;
}

function readField(entry: unknown): { readonly id: bigint; readonly value: unknown } | string {
  if (!Array.isArray(entry) || entry.length !== 2) return 'a field is not a pair [id, {tag: value}]';
  const [id, tagged] = entry as [unknown, unknown];
  if (!isWhole(id, 0n, MAX_U32)) return 'a field id is not a whole number of 32 bits';
  if (!isObject(tagged) || Object.keys(tagged).length !== 1) return `field ${id} has no single {tag: value}`;
  const tag = Object.keys(tagged)[0]!;
  const allows = TAGS.get(tag);
  if (allows === undefined) return `field ${id} has a tag that is none of ${[...TAGS.keys()].join(', ')}`;
  const value = tagged[tag];
  return allows(value) ? { id: BigInt(id), value } : `field ${id} holds no ${tag}`;
}

function isWhole(value: unknown, least: bigint, most: bigint): value is number | bigint {
  if (typeof value !== 'bigint' && !Number.isInteger(value)) return false;
  const whole = BigInt(value as number | bigint);
  return whole >= least && whole <= most;
}

/** RFC 3339 with nanoseconds; undefined beyond what a date can tell. */
function timeText(ns: bigint): string | undefined {
  const ms = ns / NS_PER_MS;
  if (ms > MAX_DATE_MS) return undefined;
  const seconds = new Date(Number(ms)).toISOString().slice(0, -'.000Z'.length);
  return `${seconds}.${String(ns % 1_000_000_000n).padStart(9, '0')}Z`;
}
