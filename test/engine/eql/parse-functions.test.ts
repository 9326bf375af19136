import { describe, expect, it } from 'vitest';
import { FUNCTION_SIGNATURES } from '../../../src/engine/eql/function-signatures.ts';
import { nearestName } from '../../../src/engine/eql/nearest-name.ts';
import { grouping, parseError } from './parse-helpers.ts';

describe('function names', () => {
  it('ignore case and are known under one name', () => {
    expect(grouping('CIDRMATCH(a, "::/0") and stringcontains~ (a, "x")')).toBe(
      '(and (cidrMatch a "::/0") (stringContains~ a "x"))',
    );
  });

  it.each([
    ['lenght(a) > 1', 'there is no function `lenght`', 'Did you mean length?'],
    ['startWith(a, "x")', 'there is no function `startWith`', 'Did you mean startsWith?'],
    [
      'arrayContains(a, "x")',
      '`arrayContains` is a function of python-eql only',
      'A comparison holds when any element does: write field == "value" or field : "value"',
    ],
    ['MATCH(a, "x")', '`MATCH` is a function of python-eql only', 'Write field regex "pattern"'],
    [
      'safe(a)',
      '`safe` is a function of python-eql only',
      'Write the expression without it; errors in values never stop a query',
    ],
  ])('refuses %s', (condition, message, advice) => {
    expect(parseError(`any where ${condition}`)).toMatchObject({ message, advice });
  });

  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])('knows no function `%s`', (name) => {
    expect(parseError(`any where ${name}(a)`).message).toBe(`there is no function \`${name}\``);
  });

  it('does not repeat a long name in full', () => {
    expect(parseError(`any where ${'f'.repeat(1_000)}(a)`).message.length).toBeLessThan(80);
  });
});

describe('the form with ~', () => {
  const conditions: Record<string, string> = {
    between: 'between~(a, "x", "y") == "z"',
    endsWith: 'endsWith~(a, "x")',
    indexOf: 'indexOf~(a, "x") == 1',
    startsWith: 'startsWith~(a, "x")',
    stringContains: 'stringContains~(a, "x")',
    wildcard: 'wildcard~(a, "x")',
  };

  it.each(Object.keys(conditions))('exists for %s', (name) => {
    expect(grouping(conditions[name]!)).toContain(`${name}~`);
  });

  it.each([...FUNCTION_SIGNATURES.keys()].filter((name) => !(name in conditions)))(
    'is refused for %s',
    (name) => {
      expect(parseError(`any where ${name}~(a)`, 'kestrel').message).toBe(
        `\`${name}\` has no form with \`~\``,
      );
    },
  );
});

describe('arguments', () => {
  it.each([
    ['length() > 1', '`length` takes 1 argument, found 0'],
    ['length(a, b) > 1', '`length` takes 1 argument, found 2'],
    ['between(a, "x") == "y"', '`between` takes 3 to 4 arguments, found 2'],
    ['substring(a, 1, 2, 3) == "y"', '`substring` takes 2 to 3 arguments, found 4'],
    ['cidrMatch(a)', '`cidrMatch` takes at least 2 arguments, found 1'],
    ['concat() == "x"', '`concat` takes at least 1 argument, found 0'],
    ['length(5) > 1', 'argument `source` of `length` must be a string, found a number'],
    ['substring(a, "1") == "x"', 'argument `start` of `substring` must be a number, found a string'],
    ['between(a, "x", "y", 1) == "z"', 'argument `greedy` of `between` must be a boolean, found a number'],
    ['wildcard(a, "x", 5)', 'argument `pattern` of `wildcard` must be a string, found a number'],
    ['startsWith(a == 1, "x")', 'argument `source` of `startsWith` must be a string, found a boolean'],
    ['add("1", 2) == 3', 'argument `left` of `add` must be a number, found a string'],
    ['cidrMatch(a, "::/0", b)', 'argument `block` of `cidrMatch` must be constant'],
    ['wildcard(a, concat(b, "*"))', 'argument `pattern` of `wildcard` must be constant'],
  ])('refuses %s', (condition, message) => {
    expect(parseError(`any where ${condition}`).message).toBe(message);
  });

  it.each([
    'between(a, b, c, true) == "x"',
    'indexOf(a, "x", null) == 1',
    'number("0x1f", 16) == 31',
    'string(a > 1) == "true"',
    'concat(1, true, null, a) : "x"',
    'wildcard(a, concat("x", "*"), null)',
    'length(null) == null',
    'substring(a, -3) == "exe"',
  ])('takes %s', (condition) => {
    expect(() => grouping(condition)).not.toThrow();
  });
});

describe('nearestName', () => {
  it.each([
    ['substing', 'substring'],
    ['ENDSWIHT', 'endsWith'],
    ['concatt', 'concat'],
  ])('takes %s for %s', (name, meant) => {
    expect(nearestName(name, FUNCTION_SIGNATURES.keys())).toBe(meant);
  });

  it.each(['ad', 'frobnicate', 'x'.repeat(10_000)])('finds nothing near %.20s', (name) => {
    expect(nearestName(name, FUNCTION_SIGNATURES.keys())).toBeUndefined();
  });
});
