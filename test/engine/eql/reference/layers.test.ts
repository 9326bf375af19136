import { describe, expect, test } from 'vitest';
import { holdsFor } from '../../../reference/match-query.ts';

describe('null inside a leaf', () => {
  test('goes through functions, arithmetic and comparisons', () => {
    for (const condition of [
      'length(x) == null',
      'null == (x > 1)',
      'x + 1 == null',
      'string(x > 1) == null',
      '-x == null',
      'null == (x : "a")',
      'null == (x in ("a"))',
    ]) {
      expect(holdsFor(condition, {}), condition).toBe(true);
      expect(holdsFor(condition, { x: 5 }), condition).toBe(false);
    }
  });

  test('follows SQL in and, or, not', () => {
    expect(holdsFor('null == (x > 1 or y > 1)', { y: 0 })).toBe(true);
    expect(holdsFor('null == (x > 1 or y > 1)', { y: 2 })).toBe(false);
    expect(holdsFor('null == (x > 1 and y > 1)', { y: 2 })).toBe(true);
    expect(holdsFor('null == (x > 1 and y > 1)', { y: 0 })).toBe(false);
    expect(holdsFor('null == (not x > 1)', {})).toBe(true);
  });

  test('a null leaf is false, and so its negation is true', () => {
    expect(holdsFor('x < 5', {})).toBe(false);
    expect(holdsFor('not x < 5', {})).toBe(true);
    expect(holdsFor('not (x < 5 and y < 5)', {})).toBe(true);
  });
});

describe('a value that cannot be read as what its place asks for', () => {
  test('is not missing: it differs', () => {
    expect(holdsFor('null == (x == 5)', { x: 'a' })).toBe(false);
    expect(holdsFor('null == (x in (5))', { x: 'a' })).toBe(false);
    expect(holdsFor('null == (not x)', { x: 'a' })).toBe(false);
    expect(holdsFor('string(x != 5) == "true"', { x: 'a' })).toBe(true);
  });

  test('has no result in arithmetic', () => {
    expect(holdsFor('x + 1 == null', { x: 'a' })).toBe(true);
  });
});

describe('lists', () => {
  test('lose their nulls where a field is looked up, and only there', () => {
    expect(holdsFor('null == (x in ("a", null))', { x: 'b' })).toBe(false);
    expect(holdsFor('null == (concat(x) in ("a", null))', { x: 'b' })).toBe(true);
    expect(holdsFor('x not in ("a", null)', { x: 'b' })).toBe(true);
  });
});

describe('constants', () => {
  test('are folded with three values, also across not', () => {
    const expected = {
      'not null': false,
      'null == null': true,
      'null != null': false,
      '"a" == null': false,
      'null < 5': false,
      'not (null < 5)': false,
      'not (null < 5 and null < 6)': false,
      'concat("a", null) == null': true,
      '1 + 1 == 2': true,
    };
    for (const [condition, holds] of Object.entries(expected))
      expect(holdsFor(condition, {}), condition).toBe(holds);
  });

  test('are folded as far as they reach and no further', () => {
    expect(holdsFor('not (null < 5 and x == 1)', { x: 1 })).toBe(true);
  });
});

describe('null tests', () => {
  test.each([[{}], [{ x: null }], [{ x: [] }], [{ x: [null] }], [{ x: {} }]])('%j has no x', (event) => {
    expect(holdsFor('x == null', event)).toBe(true);
    expect(holdsFor('null == x', event)).toBe(true);
    expect(holdsFor('x != null', event)).toBe(false);
  });

  test.each([[{ x: '' }], [{ x: 0 }], [{ x: false }], [{ x: [null, 'a'] }]])('%j has an x', (event) => {
    expect(holdsFor('x == null', event)).toBe(false);
    expect(holdsFor('x != null', event)).toBe(true);
  });
});

describe('optional fields', () => {
  const unmapped = { unmappedFields: new Set(['x']) };

  test.each([
    ['?x == null', true, true],
    ['?x == "a"', false, false],
    ['?x != "a"', true, true],
    ['not (?x : "a")', false, true],
    ['not (?x > 5)', false, true],
    ['not startsWith(?x, "a")', false, true],
  ])('%s', (condition, whereUnmapped, whereMissing) => {
    expect(holdsFor(condition, {}, unmapped)).toBe(whereUnmapped);
    expect(holdsFor(condition, {})).toBe(whereMissing);
  });

  test('x without a question mark is missing, whatever the mapping', () => {
    expect(holdsFor('not (x : "a")', {}, unmapped)).toBe(true);
  });

  test('?x is x where x has a value', () => {
    expect(holdsFor('?x == "a"', { x: 'a' })).toBe(true);
  });
});

describe('booleans', () => {
  test('a bare field is compared with true', () => {
    expect(holdsFor('x', { x: true })).toBe(true);
    expect(holdsFor('x', { x: 'true' })).toBe(true);
    expect(holdsFor('x', { x: 'yes' })).toBe(false);
    expect(holdsFor('not x', {})).toBe(true);
  });

  test('a field needs the value false, a condition only has to fail', () => {
    expect(holdsFor('x == false', {})).toBe(false);
    expect(holdsFor('x == false', { x: false })).toBe(true);
    expect(holdsFor('x != true', {})).toBe(true);
    expect(holdsFor('startsWith(x, "a") == false', {})).toBe(true);
    expect(holdsFor('false == startsWith(x, "a")', {})).toBe(true);
    expect(holdsFor('startsWith(x, "a") != true', {})).toBe(true);
    expect(holdsFor('startsWith(x, "a") == true', { x: 'ab' })).toBe(true);
    expect(holdsFor('startsWith(x, "a") != false', { x: 'ab' })).toBe(true);
  });
});

describe('several values', () => {
  test('each place of a field ranges on its own', () => {
    expect(holdsFor('concat(x, x) == "ab"', { x: ['a', 'b'] })).toBe(true);
    expect(holdsFor('endsWith(x, y)', { x: ['ab', 'cd'], y: ['z', 'd'] })).toBe(true);
  });

  test('a function may be null for one of them and have a value for another', () => {
    expect(holdsFor('indexOf(x, "a") == null', { x: ['a', 'b'] })).toBe(true);
    expect(holdsFor('indexOf(x, "a") != null', { x: ['a', 'b'] })).toBe(true);
    expect(holdsFor('indexOf(x, "a") != null', { x: ['b', 'c'] })).toBe(false);
  });
});

describe('quantifiers of the Kestrel dialect', () => {
  const kestrel = { dialect: 'kestrel' } as const;

  test('any holds if some value satisfies', () => {
    expect(holdsFor('any(x == "a")', { x: ['a', 'b'] }, kestrel)).toBe(true);
    expect(holdsFor('any(x == "a")', { x: 'b' }, kestrel)).toBe(false);
    expect(holdsFor('any(x == "a")', {}, kestrel)).toBe(false);
  });

  test('all needs a value, and every value', () => {
    expect(holdsFor('all(x : "a*")', { x: ['a', 'ab'] }, kestrel)).toBe(true);
    expect(holdsFor('all(x : "a*")', { x: ['a', 'b'] }, kestrel)).toBe(false);
    expect(holdsFor('all(x : "a*")', {}, kestrel)).toBe(false);
    expect(holdsFor('all(x != "a")', {}, kestrel)).toBe(false);
    expect(holdsFor('not all(x == "a")', {}, kestrel)).toBe(true);
  });
});
