import { describe, expect, it } from 'vitest';
import { requiredFields, requiredValues } from '../../../src/engine/batch/required-values.ts';
import { ruleOf } from '../../support/rule.ts';

function conditionOf(text: string) {
  const { query } = ruleOf(`any where ${text}`);
  if (query.kind !== 'event') throw new Error('not an event query');
  return query.filter.condition;
}

function required(text: string, uses: Readonly<Record<string, number>> = {}) {
  const found = requiredValues(conditionOf(text), (path) => uses[path] ?? 0);
  return found && Object.fromEntries(Array.from(found, ([path, values]) => [path, [...values]]));
}

describe('requiredValues', () => {
  it.each([
    ['a == "x"', { a: ['x'] }],
    ['a == 4', { a: [4] }],
    ['a == true', { a: [true] }],
    ['a in ("x", "y", null)', { a: ['x', 'y'] }],
    ['a in~ ("x", "Y")', { a: ['x', 'Y'] }],
    ['a : ("x", "y")', { a: ['x', 'y'] }],
    ['a like~ "x"', { a: ['x'] }],
    ['a == "x" or a in ("y", "z")', { a: ['x', 'y', 'z'] }],
    ['a == "x" or b == 1', { a: ['x'], b: [1] }],
    ['a == "x" and length(c) > 3', { a: ['x'] }],
    ['(a == "x" and c : "y*") or (a == "z" and c : "w*")', { a: ['x', 'z'] }],
    ['a == "x" and not b == "y"', { a: ['x'] }],
  ])('%s', (text, expected) => {
    expect(required(text)).toEqual(expected);
  });

  it.each([
    'true',
    'a',
    'a != "x"',
    'not a == "x"',
    'a not in ("x", "y")',
    'a == null',
    'a in (null)',
    'a > 4',
    'a in ("x", concat("y", b))',
    'a : ("x", "y*")',
    'a like "x?"',
    'a regex "x"',
    'a == "x" or b : "y*"',
    'a == "x" or not b == "y"',
    'length(a) == 3',
    // About too many fields.
    'a == 1 or b == 1 or c == 1 or d == 1 or e == 1',
    // Decided with the sort of an event.
    'event.action == "x"',
    'host.os.type == "windows" or a == "x"',
    // Equal to what is written differently.
    'source.ip == "::1"',
    '@timestamp == "2024-01-01"',
  ])('nothing: %s', (text) => {
    expect(required(text)).toBeUndefined();
  });

  it('are those of few fields before those of many, then of a field that is much used, then few', () => {
    const uses = { a: 1, b: 2, c: 2 };
    expect(required('(a == "x" or b == "x") and a == "y"', uses)).toEqual({ a: ['y'] });
    expect(required('a == "x" and b in ("x", "y")', uses)).toEqual({ b: ['x', 'y'] });
    expect(required('b in ("x", "y") and c == "z"', uses)).toEqual({ c: ['z'] });
    expect(required('c == "z" and b in ("x", "y")', uses)).toEqual({ c: ['z'] });
    expect(required('(a == "x" or b == "x") and (b == "y" or c == "y")', uses)).toEqual({
      b: ['y'],
      c: ['y'],
    });
  });
});

describe('requiredFields', () => {
  it('are all from which one may be chosen, each once', () => {
    const condition = conditionOf('a == "x" and (b == 1 or (c == 2 and b == 3)) and not d == 4 and a == "y"');
    expect([...requiredFields(condition)]).toEqual(['a', 'b', 'c']);
  });
});
