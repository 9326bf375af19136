import { describe, expect, test } from 'vitest';
import { holdsFor, matchesQuery } from '../../../reference/match-query.ts';

describe('what implementers of EQL get wrong', () => {
  test('not is two-valued: an exclusion holds for an event that lacks the field', () => {
    const conditions = [
      'not x == "a"',
      'x != "a"',
      'not x > 5',
      'not x : "a*"',
      'x not in ("a", "b")',
      'not startsWith(x, "a")',
      'not length(x) > 5',
      'cidrMatch(x, "10.0.0.0/8") == false',
    ];
    for (const condition of conditions) expect(holdsFor(condition, {}), condition).toBe(true);
  });

  test('!= on several values means that none of them equals', () => {
    expect(holdsFor('x != "a"', { x: ['a', 'b'] })).toBe(false);
    expect(holdsFor('x != "a"', { x: ['b', 'c'] })).toBe(true);
    expect(holdsFor('x not in ("a", "c")', { x: ['a', 'b'] })).toBe(false);
  });

  test('two leaves may be satisfied by different values', () => {
    expect(holdsFor('x > 100 and x < 200', { x: [50, 250] })).toBe(true);
  });

  test('wildcards of : and like have no escape', () => {
    expect(holdsFor(String.raw`x : "a\\*"`, { x: 'a\\b' })).toBe(true);
    expect(holdsFor(String.raw`x : "a\\*"`, { x: 'a*' })).toBe(false);
    expect(holdsFor(String.raw`x like "a\\?"`, { x: 'a?' })).toBe(false);
  });

  test('stringContains and endsWith on a field and a constant are wildcards with escapes', () => {
    expect(holdsFor(String.raw`stringContains(x, "owner=\\*")`, { x: 'a, owner=*, b' })).toBe(true);
    expect(holdsFor(String.raw`stringContains(x, "owner=\\*")`, { x: 'a, owner=me, b' })).toBe(false);
    expect(holdsFor('stringContains(x, "tags=[*]")', { x: 'tags=[all]' })).toBe(true);
    expect(holdsFor(String.raw`stringContains(x, "C:\\Temp")`, { x: 'C:\\Temp' })).toBe(false);
    expect(holdsFor('endsWith(x, ".?xe")', { x: 'a.exe' })).toBe(true);
    expect(holdsFor(String.raw`endsWith(x, "\\?")`, { x: 'what?' })).toBe(true);
  });

  test('startsWith is literal', () => {
    expect(holdsFor('startsWith(x, "a*")', { x: 'abc' })).toBe(false);
    expect(holdsFor('startsWith(x, "a*")', { x: 'a*c' })).toBe(true);
  });

  test('in~ and == have no wildcards', () => {
    expect(holdsFor('x in~ ("A*")', { x: 'abc' })).toBe(false);
    expect(holdsFor('x in~ ("A*")', { x: 'a*' })).toBe(true);
    expect(holdsFor('x == "a*"', { x: 'abc' })).toBe(false);
    expect(holdsFor('x == "a*"', { x: 'a*' })).toBe(true);
  });

  test('a regular expression must match the whole value, and ^ and $ are plain characters', () => {
    expect(holdsFor('x regex "b"', { x: 'abc' })).toBe(false);
    expect(holdsFor('x regex "^abc$"', { x: 'abc' })).toBe(false);
    expect(holdsFor('x regex "^abc$"', { x: '^abc$' })).toBe(true);
  });

  test('the optional operators of a regular expression are on', () => {
    expect(holdsFor('x regex "a@"', { x: 'a anything' })).toBe(true);
    expect(holdsFor('x regex "a#"', { x: 'a#' })).toBe(false);
    expect(holdsFor('x regex "a.*&.*z"', { x: 'a to z' })).toBe(true);
    expect(holdsFor('x regex "a~b"', { x: 'ab' })).toBe(false);
    expect(holdsFor('x regex "port<1-1024>"', { x: 'port443' })).toBe(true);
    expect(holdsFor('x regex """say "a.b" now""" ', { x: 'say a.b now' })).toBe(true);
    expect(holdsFor('x regex """say "a.b" now""" ', { x: 'say axb now' })).toBe(false);
  });

  test('in the Kestrel dialect outer ^ and $ are anchors, and those operators plain characters', () => {
    const options = { dialect: 'kestrel' } as const;
    expect(holdsFor('x regex "^abc$|^d$"', { x: 'abc' }, options)).toBe(true);
    expect(holdsFor('x regex "^abc$|^d$"', { x: 'd' }, options)).toBe(true);
    expect(holdsFor('x regex ".*@.*"', { x: 'no address' }, options)).toBe(false);
    expect(holdsFor('x regex ".*@.*"', { x: 'me@host' }, options)).toBe(true);
    expect(holdsFor(String.raw`x regex "a\\$"`, { x: 'a$' }, options)).toBe(true);
    expect(holdsFor('x regex "(^a)"', { x: 'a' }, options)).toBe(false);
  });

  test('any is no category, and categories are compared with case', () => {
    expect(matchesQuery('any where true', {})).toBe(true);
    expect(matchesQuery('process where true', { event: { category: 'Process' } })).toBe(false);
    expect(matchesQuery('process where true', { event: { category: ['file', 'process'] } })).toBe(true);
    expect(matchesQuery('"any" where true', { event: { category: 'process' } })).toBe(false);
    expect(matchesQuery('process where true', {})).toBe(false);
    expect(matchesQuery('start where true', { 'event.type': 'start' }, { categoryField: 'event.type' })).toBe(
      true,
    );
  });

  test('concat is null with a null, indexOf null and between empty when nothing is found', () => {
    expect(holdsFor('concat("a", x) == null', {})).toBe(true);
    expect(holdsFor('indexOf(x, "z") == null', { x: 'abc' })).toBe(true);
    expect(holdsFor('between(x, "y", "z") == ""', { x: 'abc' })).toBe(true);
  });

  test('folding case never changes a length; length counts UTF-16 units', () => {
    expect(holdsFor('x : "STRASSE"', { x: 'straße' })).toBe(false);
    expect(holdsFor('concat(x) : "STRASSE"', { x: 'straße' })).toBe(false);
    expect(holdsFor('concat(x) : "i"', { x: 'İ' })).toBe(false);
    expect(holdsFor('length(x) == 2', { x: '😀' })).toBe(true);
  });

  test('the members of one object in an array are not kept together', () => {
    const event = {
      p: [
        { name: 'a', id: 1 },
        { name: 'b', id: 2 },
      ],
    };
    expect(holdsFor('p.name == "a" and p.id == 2', event)).toBe(true);
  });
});
