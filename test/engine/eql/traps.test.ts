import { describe, expect, test } from 'vitest';
import type { EventRecord } from '../../../src/engine/events/field-value.ts';
import { EVALUATORS, type EvaluatorOptions } from './evaluators.ts';

/*
 * What implementers of EQL get wrong, each asked of the compiled engine and of the reference evaluator.
 */
describe.each(EVALUATORS)('%s', (_, matches) => {
  const holds = (condition: string, event: EventRecord, options?: EvaluatorOptions) =>
    matches(`any where ${condition}`, event, options);

  describe('three-valued not', () => {
    test.each([
      'not x == "a"',
      'x != "a"',
      '"a" != x',
      'not x > 5',
      'not x <= 5',
      'not x : "a*"',
      'not x like "a"',
      'not x regex ".*"',
      'x not in ("a", "b")',
      'x not in~ ("a", "b")',
      'not startsWith(x, "a")',
      'not endsWith(x, "a")',
      'not stringContains(x, "a")',
      'not wildcard(x, "a")',
      'not length(x) > 5',
      'length(x) != 5',
      'x + 1 != 5',
      'cidrMatch(x, "10.0.0.0/8") == false',
      'cidrMatch(x, "10.0.0.0/8") != true',
      'not x',
      'x != true',
      'not (x == "a" and y == "b")',
      'not (x == "a" or z == "b")',
    ])('does not drop the event that lacks the field: %s', (condition) => {
      expect(holds(condition, { y: 'b' })).toBe(true);
    });

    test('x == false asks for a value, x != true does not', () => {
      expect(holds('x == false', {})).toBe(false);
      expect(holds('x == false', { x: false })).toBe(true);
    });

    test('is what a constant is computed with: null stays unknown under not', () => {
      expect(holds('not null', {})).toBe(false);
      expect(holds('not (null < 5)', {})).toBe(false);
      expect(holds('null == null', {})).toBe(true);
      expect(holds('null != null', {})).toBe(false);
    });
  });

  describe('!= on arrays as "some value differs"', () => {
    test.each([
      ['x != "a"', ['a', 'b'], false],
      ['x != "a"', ['b', 'c'], true],
      ['x != "a"', [], true],
      ['x not in ("a", "c")', ['a', 'b'], false],
      ['x not in ("a", "c")', ['b'], true],
      ['not x : "A*"', ['abc', 'b'], false],
      ['not x > 5', [3, 7], false],
      ['not x > 5', [3, 4], true],
      ['x != null', [null], false],
      ['x != null', [null, 1], true],
      ['length(x) != 1', ['a', 'bc'], false],
    ])('%s on %j', (condition, x, expected) => {
      expect(holds(condition, { x })).toBe(expected);
    });

    test('two conditions may be satisfied by different values', () => {
      expect(holds('x > 100 and x < 200', { x: [50, 250] })).toBe(true);
    });
  });

  describe('escapes in wildcards', () => {
    test.each([
      [String.raw`x : "a\\*"`, 'a\\b', true],
      [String.raw`x : "a\\*"`, 'a*', false],
      [String.raw`x like "a\\?"`, 'a?', false],
      [String.raw`x like "a\\?"`, 'a\\?', true],
      [String.raw`wildcard(x, "a\\*")`, 'a\\b', true],
    ])('there are none for : like and wildcard: %s on %s', (condition, x, expected) => {
      expect(holds(condition, { x })).toBe(expected);
    });

    test.each([
      [String.raw`stringContains(x, "owner=\\*")`, 'a, owner=*, b', true],
      [String.raw`stringContains(x, "owner=\\*")`, 'a, owner=me, b', false],
      ['stringContains(x, "tags=[*]")', 'tags=[all]', true],
      ['stringContains(x, "a?c")', 'xabcx', true],
      [String.raw`stringContains(x, "C:\\Temp")`, 'C:\\Temp', false],
      [String.raw`stringContains(x, "C:\\Temp")`, 'C:Temp', true],
      [String.raw`stringContains(x, "C:\\\\Temp")`, 'C:\\Temp', true],
      ['stringContains(x, "")', '', true],
      ['stringContains~(x, "A*C")', 'xabcx', true],
      ['endsWith(x, ".?xe")', 'a.exe', true],
      ['endsWith(x, "a*z")', 'abz', true],
      [String.raw`endsWith(x, "\\?")`, 'what?', true],
      [String.raw`endsWith(x, "\\")`, 'dir\\', true],
      ['endsWith~(x, ".E?E")', 'a.exe', true],
    ])(
      'there are for stringContains and endsWith of a field and a constant: %s on %s',
      (condition, x, expected) => {
        expect(holds(condition, { x })).toBe(expected);
      },
    );

    test.each([
      ['stringContains(concat(x, ""), "a*c")', 'abc', false],
      ['stringContains(concat(x, ""), "a*c")', 'xa*cx', true],
      ['stringContains(x, concat(y, ""))', 'abc', false],
      ['endsWith(concat(x, ""), ".?xe")', 'a.exe', false],
      ['stringContains(concat(x, ""), "")', 'abc', false],
      ['startsWith(x, "a*")', 'abc', false],
      ['startsWith(x, "a*")', 'a*c', true],
    ])('nor wildcards where a function computes, nor for startsWith: %s on %s', (condition, x, expected) => {
      expect(holds(condition, { x, y: 'a*c' })).toBe(expected);
    });
  });

  describe('in~ and == with wildcards', () => {
    test.each([
      ['x in~ ("A*")', 'abc', false],
      ['x in~ ("A*")', 'a*', true],
      ['x in ("a*")', 'abc', false],
      ['x == "a*"', 'abc', false],
      ['x == "a*"', 'a*', true],
      ['x != "a*"', 'abc', true],
    ])('have none: %s on %s', (condition, x, expected) => {
      expect(holds(condition, { x })).toBe(expected);
    });
  });

  describe('a regular expression as a search', () => {
    test.each([
      ['x regex "b"', 'abc', false],
      ['x regex ".*b.*"', 'a\nbc', true],
      ['x regex "^abc$"', 'abc', false],
      ['x regex "^abc$"', '^abc$', true],
      ['x regex "a@"', 'a anything', true],
      ['x regex "a#"', 'a#', false],
      ['x regex "a.*&.*z"', 'a to z', true],
      ['x regex "~(ab)"', 'ab', false],
      ['x regex "~(ab)"', 'abc', true],
      ['x regex "port<1-1024>"', 'port443', true],
      ['x regex "port<1-1024>"', 'port1025', false],
      ['x regex """say "a.b" now""" ', 'say a.b now', true],
      ['x regex """say "a.b" now""" ', 'say axb now', false],
      ['x regex """a\\@b"""', 'a@b', true],
      ['x regex "ABC"', 'abc', false],
      ['x regex~ "ABC"', 'abc', true],
    ])('matches the whole value by Lucene syntax instead: %s on %j', (condition, x, expected) => {
      expect(holds(condition, { x })).toBe(expected);
    });

    test.each([
      ['x regex "^abc$|^d$"', 'abc', true],
      ['x regex "^abc$|^d$"', 'd', true],
      ['x regex ".*@.*"', 'no address', false],
      ['x regex ".*@.*"', 'me@host', true],
      [String.raw`x regex "a\\$"`, 'a$', true],
      ['x regex "(^a)"', 'a', false],
    ])(
      'and in the Kestrel dialect outer anchors are anchors, operators plain: %s on %s',
      (condition, x, expected) => {
        expect(holds(condition, { x }, { dialect: 'kestrel' })).toBe(expected);
      },
    );
  });

  describe('the category', () => {
    test.each([
      ['any where true', {}, true],
      ['any where true', { event: { category: 'x' } }, true],
      ['"any" where true', { event: { category: 'process' } }, false],
      ['"any" where true', { event: { category: 'any' } }, true],
      ['process where true', { event: { category: 'Process' } }, false],
      ['process where true', { event: { category: ['file', 'process'] } }, true],
      ['process where true', { 'event.category': 'process' }, true],
      ['process where true', {}, false],
      ['"pro*" where true', { event: { category: 'process' } }, false],
    ])('is compared with case, and any is none: %s on %j', (query, event, expected) => {
      expect(matches(query, event)).toBe(expected);
    });

    test('is that of the field a rule names (event_category_override)', () => {
      const options = { categoryField: 'event.type' };
      const event = { event: { category: 'process', type: ['start', 'info'] } };
      expect(matches('start where true', event, options)).toBe(true);
      expect(matches('process where true', event, options)).toBe(false);
      expect(matches('any where true', {}, options)).toBe(true);
    });
  });

  describe('null in functions', () => {
    test.each([
      ['concat("a", y) == null', true],
      ['concat("a", y, x) == "aabc"', false],
      ['indexOf(x, "z") == null', true],
      ['indexOf(x, "z") == -1', false],
      ['between(x, "y", "z") == ""', true],
      ['between(x, "y", "z") == null', false],
      ['between(y, "y", "z") == null', true],
    ])('concat keeps it, indexOf gives it, between does not: %s', (condition, expected) => {
      expect(holds(condition, { x: 'abc' })).toBe(expected);
    });
  });

  describe('folding case', () => {
    test.each([
      ['x : "STRASSE"', 'straße', false],
      ['concat(x) : "STRASSE"', 'straße', false],
      ['concat(x) : "i"', 'İ', false],
      ['concat(x) : "I"', 'ı', false],
      ['x : "I"', 'ı', false],
      ['x : "i"', 'I', true],
      ['indexOf~(x, "B") == 1', 'İb', true],
      ['substring(x, indexOf~(x, "END")) == "end"', 'İİend', true],
      ['x : "Ä"', 'ä', false],
      ['concat(x) : "Ä"', 'ä', true],
      ['length(x) == 2', '😀', true],
      ['length(x) == 6', 'straße', true],
    ])('never changes a length, and is for ASCII on fields: %s on %s', (condition, x, expected) => {
      expect(holds(condition, { x })).toBe(expected);
    });
  });

  describe('objects in arrays', () => {
    const event = {
      p: [
        { name: 'a', id: 1 },
        { name: 'b', id: 2 },
      ],
    };
    test('do not keep their members together', () => {
      expect(holds('p.name == "a" and p.id == 2', event)).toBe(true);
      expect(holds('p.name == "a" and p.id == 3', event)).toBe(false);
    });
  });
});
