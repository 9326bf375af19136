import { describe, expect, it } from 'vitest';
import { kestrelAdapter } from '../../../../src/engine/events/adapters/kestrel.ts';
import type { EventRecord } from '../../../../src/engine/events/field-value.ts';
import { KESTREL_EVENT_TYPES, KESTREL_FIELDS } from '../../../../src/engine/events/kestrel-fields.ts';

const HEADER = { magic: [75, 69, 83, 84], version: 1, schema_version: 1, event_count: 1 };
const EVENT = {
  event_id: 7,
  event_type_id: 1001,
  ts_mono_ns: 1000,
  ts_wall_ns: 1767225600123456789n,
  entity_key: 2n ** 128n - 1n,
  fields: [
    [2, { I64: 4242 }],
    [4, { String: '/bin/bash' }],
    [5, { String: 'bash -i' }],
    [6, { I64: 1 }],
    [900, { Bytes: [1, 255] }],
    [901, { U64: 2n ** 64n - 1n }],
    [902, { F64: 3 }],
    [903, { Bool: true }],
  ],
} as const;

const read = (path: string, record: EventRecord = EVENT) => {
  const event = kestrelAdapter.unwrap(record);
  if (event === null || typeof event === 'string') throw new Error(`not unwrapped: ${event}`);
  return kestrelAdapter.vocabulary.reader(path)(event);
};
const withField = (field: unknown) => kestrelAdapter.unwrap({ ...EVENT, fields: [field] });

describe('Kestrel replay log', () => {
  it('is recognised by its header and by its events', () => {
    expect(kestrelAdapter.recognises(HEADER)).toBe(true);
    expect(kestrelAdapter.recognises(EVENT)).toBe(true);
    expect(kestrelAdapter.recognises({ fields: [] })).toBe(false);
  });

  it('skips a good header and rejects a bad one', () => {
    expect(kestrelAdapter.unwrap(HEADER)).toBeNull();
    expect(kestrelAdapter.unwrap({ ...HEADER, version: 0 })).toBeNull();
    expect(kestrelAdapter.unwrap({ ...HEADER, magic: [1, 2, 3, 4] })).toMatch(/magic/);
    expect(kestrelAdapter.unwrap({ ...HEADER, magic: 'KEST' })).toMatch(/magic/);
    expect(kestrelAdapter.unwrap({ ...HEADER, version: 2 })).toMatch(/version 2/);
    expect(kestrelAdapter.unwrap({ magic: HEADER.magic })).toMatch(/version/);
  });

  it.each([
    ['@timestamp', '2026-01-01T00:00:00.123456789Z'],
    ['event.category', 'process'],
    ['event.type', 'start'],
    ['event.code', '1001'],
    ['process.pid', 4242],
    ['process.parent.pid', 1],
    ['process.ppid', 1],
    ['process.args', 'bash -i'],
    ['process.command_line', 'bash -i'],
    ['process.entity_id', '340282366920938463463374607431768211455'],
    ['kestrel.field.900', [1, 255]],
    ['kestrel.field.901', 2n ** 64n - 1n],
    ['kestrel.field.902', 3],
    ['kestrel.field.903', true],
  ])('%s', (path, expected) => {
    expect(read(path)).toEqual(expected);
  });

  it('an unknown event type has no category', () => {
    expect(read('event.category', { ...EVENT, event_type_id: 42 })).toBeUndefined();
  });

  it('the first of two fields with one number counts', () => {
    const fields = [
      [2, { I64: 1 }],
      [2, { I64: 2 }],
    ];
    expect(read('process.pid', { ...EVENT, fields })).toBe(1);
  });

  it.each([
    [[2, { i64: 1 }], /tag/],
    [[2, { Null: null }], /tag/],
    [[2, { constructor: 1 }], /tag/],
    [[2, { I64: 1.5 }], /no I64/],
    [[2, { I64: 2n ** 63n }], /no I64/],
    [[2, { U64: -1 }], /no U64/],
    [[2, { F64: null }], /no F64/],
    [[2, { Bool: 1 }], /no Bool/],
    [[2, { String: 1 }], /no String/],
    [[2, { Bytes: [256] }], /no Bytes/],
    [[2, { I64: 1, U64: 1 }], /field 2/],
    [[2], /pair/],
    ['x', /pair/],
    [['2', { I64: 1 }], /field id/],
  ])('rejects the field of case %#', (field, reason) => {
    expect(withField(field)).toMatch(reason);
  });

  it.each([
    ['event_type_id', 70000],
    ['event_id', -1],
    ['ts_mono_ns', 1.5],
    ['ts_wall_ns', undefined],
    ['entity_key', '1'],
    ['fields', {}],
  ])('rejects %s %j', (name, value) => {
    expect(kestrelAdapter.unwrap({ ...EVENT, [name]: value })).toMatch(name);
  });

  it('needs integers without loss', () => {
    expect(kestrelAdapter.wideIntegers).toBe(true);
  });

  it('numbers every field and event type once', () => {
    for (const table of [KESTREL_FIELDS, KESTREL_EVENT_TYPES]) {
      expect(new Set(table.map(({ id }) => id)).size).toBe(table.length);
    }
    expect(new Set(KESTREL_FIELDS.map(({ path }) => path)).size).toBe(KESTREL_FIELDS.length);
  });
});
