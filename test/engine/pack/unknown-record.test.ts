import { expect, test } from 'vitest';
import { ownValue, valueAt } from '../../../src/engine/pack/unknown-record.ts';

test('what objects inherit is not in the file', () => {
  expect(ownValue({}, 'constructor')).toBeUndefined();
  expect(ownValue({}, '__proto__')).toBeUndefined();
  expect(ownValue(JSON.parse('{"__proto__": 1}'), '__proto__')).toBe(1);
  expect(valueAt({ a: {} }, ['a', 'toString', 'name'])).toBeUndefined();
});

test('a path ends where there is no object', () => {
  expect(valueAt({ a: { b: 1 } }, ['a', 'b'])).toBe(1);
  expect(valueAt({ a: [1] }, ['a', '0'])).toBeUndefined();
  expect(valueAt(null, ['a'])).toBeUndefined();
});
