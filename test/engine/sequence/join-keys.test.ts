import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ColumnStore } from '../../../src/engine/batch/column-store.ts';
import { ecsVocabulary } from '../../../src/engine/events/ecs-vocabulary.ts';
import { compareJoinKeys, JoinKeyReader, MAX_KEYS_OF_EVENT } from '../../../src/engine/sequence/join-keys.ts';

/** The keys of an event that has its values in the fields a, b and c; all of them optional. */
function keysOf(values: readonly unknown[]): readonly string[] {
  const span = { start: { offset: 0, line: 1, column: 1 }, end: { offset: 0, line: 1, column: 1 } };
  const names = ['a', 'b', 'c'].slice(0, values.length);
  const store = new ColumnStore(1);
  const fields = names.map((path) => ({ kind: 'field' as const, path, optional: true, span }));
  const reader = new JoinKeyReader(fields, store);
  store.beginBatch(ecsVocabulary);
  const record = Object.fromEntries(names.map((name, index) => [name, values[index]]));
  for (const column of reader.columns) column.extract([record], Int32Array.of(0), 1);
  return reader.read(0);
}

const value = fc.oneof(
  fc.constantFrom(undefined, null, '', '\0', '\0,', '\0-', '-', ',', 'a', 'a\0', '\0\0'),
  fc.string({ maxLength: 4 }),
);
const text = (one: unknown) => (one === undefined || one === null ? null : one);

test('two events have one key exactly where all their values are equal', () => {
  const values = fc.array(value, { minLength: 3, maxLength: 3 });
  fc.assert(
    fc.property(values, values, (left, right) => {
      const same = left.every((one, index) => text(one) === text(right[index]));
      expect(keysOf(left)[0] === keysOf(right)[0]).toBe(same);
    }),
    { numRuns: 2_000 },
  );
});

test('a number and the text of its digits are one key', () => {
  expect(keysOf([4_512])).toEqual(keysOf(['4512']));
  expect(keysOf([2n ** 60n])).toEqual(keysOf(['1152921504606846976']));
});

test('lists give a key for each combination, each once, and not without end', () => {
  expect(
    keysOf([
      ['x', 'y'],
      ['1', '2', '1'],
    ]),
  ).toHaveLength(4);
  const many = Array.from({ length: 1_000 }, (_, index) => index);
  expect(keysOf([many])).toHaveLength(MAX_KEYS_OF_EVENT);
  expect(keysOf([many, many, many])).toHaveLength(MAX_KEYS_OF_EVENT);
});

test('keys are ordered value by value: missing, then numbers by size, then text', () => {
  const ordered = [[null], ['2'], ['10'], [''], ['1a'], ['a']].map((values) => keysOf(values)[0]!);
  expect(ordered.toReversed().sort(compareJoinKeys)).toEqual(ordered);
  const pairs = [
    ['a', null],
    ['a', '2'],
    ['a', '10'],
    ['b', null],
  ].map((values) => keysOf(values)[0]!);
  expect(pairs.toReversed().sort(compareJoinKeys)).toEqual(pairs);
});
