import { describe, expect, it } from 'vitest';
import { parseCondition, parseError } from './parse-helpers.ts';

describe('as Elasticsearch does, a query is refused where', () => {
  it.each([
    ['a list mixes types', 'a in ("x", 1)', '1', 'a list mixes a string and a number'],
    [
      'a list mixes types behind a null',
      'a in (null, 1, true)',
      'true',
      'a list mixes a number and a boolean',
    ],
    ['in~ is asked of numbers', 'a in~ (1, 2)', '1', 'an element of `in~` must be a string, found a number'],
    [
      'in~ is asked by a number',
      'length(a) in~ (null)',
      'length(a)',
      'the left side of `in~` must be a string, found a number',
    ],
    [
      'a position is a decimal',
      'substring(a, 1.5) == "x"',
      '1.5',
      'argument `start` of `substring` must be a whole number',
    ],
    [
      'a position is computed in decimals',
      'indexOf(a, "b", 1 + -0.5) == 1',
      '1 + -0.5',
      'argument `start` of `indexOf` must be a whole number',
    ],
    [
      'a base is a decimal',
      'number(a, 16.) == 1',
      '16.',
      'argument `base` of `number` must be a whole number',
    ],
    [
      'a block has too long a prefix',
      'cidrMatch(a, "10.0.0.0/33")',
      '"10.0.0.0/33"',
      'this is no block of addresses',
    ],
    ['a block is none', 'cidrMatch(a, "::/0", "lan")', '"lan"', 'this is no block of addresses'],
  ])('%s: %s', (_, condition, marked, message) => {
    expect(parseError(`any where ${condition}`)).toMatchObject({ marked, message });
  });
});

describe('what is close to that is accepted', () => {
  it.each([
    'a in (null, "x", "y")',
    'a in~ ("x", null)',
    'a in (1, 2.5, -3)',
    'a in (concat(b, "x"), "y")',
    'substring(a, b) == "x"',
    'substring(a, null, 2) == "x"',
    'cidrMatch(a, "10.6.48.157/8", "fe80::/10", "10.0.0.1", "::1")',
  ])('%s', (condition) => {
    expect(() => parseCondition(condition)).not.toThrow();
  });
});
