import { expect, test } from 'vitest';
import { ColumnStore } from '../../../src/engine/batch/column-store.ts';
import { ecsVocabulary } from '../../../src/engine/events/ecs-vocabulary.ts';
import type { EventRecord } from '../../../src/engine/events/field-value.ts';
import { windowsVocabulary } from '../../../src/engine/events/windows-vocabulary.ts';
import { BatchFields } from '../../../src/engine/predicate/batch-fields.ts';

function fieldsOver(records: readonly EventRecord[], vocabulary = ecsVocabulary) {
  const store = new ColumnStore(4);
  const fields = new BatchFields(store);
  const begin = (batch: readonly EventRecord[]) => {
    store.beginBatch(vocabulary);
    fields.beginBatch(batch);
  };
  begin(records);
  return { fields, begin };
}

test('a reader reads the rows of the batch at hand, also one that was made in the middle of it', () => {
  const { fields, begin } = fieldsOver([{ a: 1 }, { a: 2 }]);
  const read = fields.reader('a');
  expect([read(1), read(0)]).toEqual([2, 1]);
  begin([{ a: 3 }]);
  expect(read(0)).toBe(3);
  expect(fields.reader('b')(0)).toBeUndefined();
});

test('a path has one reader', () => {
  const { fields } = fieldsOver([]);
  expect(fields.reader('process.name')).toBe(fields.reader('process.name'));
});

test('names of Object.prototype are fields like others', () => {
  const { fields } = fieldsOver([JSON.parse('{"__proto__":"own"}'), {}]);
  expect([fields.reader('__proto__')(0), fields.reader('__proto__')(1)]).toEqual(['own', undefined]);
  expect(fields.reader('constructor')(0)).toBeUndefined();
});

test('the type and time of an event are its own where it has them, else derived', () => {
  const { fields } = fieldsOver([
    { kestrel: { event_type_id: 7, ts_mono_ns: 5 }, '@timestamp': '2024-01-01T00:00:00Z' },
    { event: { category: 'process', type: 'start' }, '@timestamp': '2024-01-01T00:00:00.000000001Z' },
    {},
  ]);
  const rows = [0, 1, 2];
  expect(rows.map(fields.reader('kestrel.event_type_id'))).toEqual([7, 1001, undefined]);
  expect(rows.map(fields.reader('kestrel.ts_mono_ns'))).toEqual([5, 1_704_067_200_000_000_001n, undefined]);
});

test('they are derived for Windows events as well', () => {
  const record = {
    EventID: 1,
    Channel: 'Microsoft-Windows-Sysmon/Operational',
    UtcTime: '2024-01-01 00:00:00.000',
  };
  const { fields } = fieldsOver([record], windowsVocabulary);
  expect(fields.reader('kestrel.event_type_id')(0)).toBe(1001);
  expect(fields.reader('kestrel.ts_mono_ns')(0)).toBe(1_704_067_200_000_000_000n);
});
