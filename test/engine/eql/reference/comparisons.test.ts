import { describe, expect, test } from 'vitest';
import { holdsFor } from '../../../reference/match-query.ts';

describe('how a value in an event meets a constant', () => {
  test.each([
    ['texts are equal with case', 'x == "a"', { x: 'a' }, { x: 'A' }],
    ['whole and decimal numbers mix', 'x == 1.0', { x: 1 }, { x: 1.5 }],
    ['a number meets a text as its digits', 'x == "42"', { x: 42 }, { x: 42.5 }],
    ['a numeric text meets a number', 'x == 42', { x: '42.0' }, { x: '42a' }],
    ['a numeric text is ordered as a number', 'x > 5', { x: '10' }, { x: '4' }],
    ['a number meets a pattern as its digits', 'x like "4*"', { x: 42 }, { x: 24 }],
    ['booleans are equal', 'x == true', { x: true }, { x: false }],
    ['true as a text is true', 'x == true', { x: 'true' }, { x: 'TRUE' }],
    ['a boolean meets a text as its text', 'x == "true"', { x: true }, { x: false }],
    [
      'numbers beyond 2^53 stay exact',
      'x == 9007199254740993',
      { x: 9007199254740993n },
      { x: 9007199254740992 },
    ],
    ['a null in a list is no element', 'x in (null, "b")', { x: 'b' }, {}],
    ['texts are ordered by code point', 'x < "\u{10000}"', { x: '\uffff' }, { x: '\u{10001}' }],
    ['a shorter text comes first', 'x < "ab"', { x: 'a' }, { x: 'abc' }],
  ])('%s', (_, condition, matching, other) => {
    expect(holdsFor(condition, matching)).toBe(true);
    expect(holdsFor(condition, other)).toBe(false);
  });

  test('booleans have no order', () => {
    expect(holdsFor('x < true', { x: false })).toBe(false);
    expect(holdsFor('x <= true', { x: true })).toBe(false);
  });
});

describe('arithmetic', () => {
  test.each([
    ['x / 2 == 3', { x: 7 }],
    ['x / 2 == -3', { x: -7 }],
    ['x / 2.0 == 3.5', { x: 7 }],
    ['x % 3 == -1', { x: -7 }],
    ['x / 0 == null', { x: 7 }],
    ['x % 0 == null', { x: 7 }],
    ['x / 0.0 == null', { x: 7 }],
    ['x + 1 == null', { x: 9223372036854775807n }],
    ['x + 0 == 9223372036854775807', { x: 9223372036854775807n }],
    ['-x == null', { x: -9223372036854775808n }],
    ['x + 1 * 2 == 9', { x: 7 }],
    ['x * 2 == 84', { x: '42' }],
    ['x * 2 == null', { x: 'a' }],
  ])('%s', (condition, event) => {
    expect(holdsFor(condition, event)).toBe(true);
  });
});

describe('text operators', () => {
  test('? is one code point, * crosses line breaks, both take whole values', () => {
    expect(holdsFor('x like "a?c"', { x: 'a😀c' })).toBe(true);
    expect(holdsFor('x like "a?c"', { x: 'ac' })).toBe(false);
    expect(holdsFor('x like "a*c"', { x: 'a\nc' })).toBe(true);
    expect(holdsFor('x like "b"', { x: 'abc' })).toBe(false);
  });

  test('a list means any of them', () => {
    expect(holdsFor('x : ("A", "B*")', { x: 'bc' })).toBe(true);
    expect(holdsFor('x regex~ ("A", "B.*")', { x: 'bc' })).toBe(true);
    expect(holdsFor('x regex ("A", "B.*")', { x: 'bc' })).toBe(false);
  });

  test('regex~ ignores case in classes and ranges too', () => {
    expect(holdsFor('x regex~ "[a-f]+[xyz]"', { x: 'CAFEZ' })).toBe(true);
    expect(holdsFor('x regex~ "[^a]"', { x: 'A' })).toBe(false);
  });
});

describe('names that JavaScript gives a meaning', () => {
  test.each(['__proto__', 'constructor', 'toString'])('%s is an ordinary field', (name) => {
    expect(holdsFor(`${name} == null`, {})).toBe(true);
    expect(holdsFor(`a.${name} == null`, { a: {} })).toBe(true);
    expect(holdsFor(`${name} == "x"`, JSON.parse(`{"${name}": "x"}`))).toBe(true);
  });
});
