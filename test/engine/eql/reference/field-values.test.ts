import { expect, test } from 'vitest';
import { fieldValues } from '../../../reference/field-values.ts';

test.each([
  ['nested', { a: { b: { c: 1 } } }, [1]],
  ['dotted', { 'a.b.c': 1 }, [1]],
  ['mixed', { a: { 'b.c': 1 }, 'a.b': { c: 2 }, 'a.b.c': 3 }, [1, 2, 3]],
  ['arrays of objects', { a: [{ b: { c: 1 } }, { b: [{ c: 2 }, { c: [3, [4, null]] }] }] }, [1, 2, 3, 4]],
  ['null and empty', { a: { b: { c: [null, []] } } }, []],
  ['an object where a value was asked for', { a: { b: { c: { d: 1 } } } }, []],
  ['a value on the way', { a: { b: 1 } }, []],
  ['another name with the same start', { a: { bc: { c: 1 } }, 'a.b.cd': 2 }, []],
])('%s', (_, event, values) => {
  expect(fieldValues(event, 'a.b.c')).toEqual(values);
});

test.each([[null], ['text'], [5], [[]]])('%j is no event and has no fields', (event) => {
  expect(fieldValues(event, 'length')).toEqual([]);
});
