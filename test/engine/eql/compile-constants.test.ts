import { describe, expect, it } from 'vitest';
import { compiledHolds as holds } from './evaluators.ts';

describe('a constant that has to be computed counts as one that is written', () => {
  it.each([
    ['cidrMatch("10.1.2.3", concat("10.0.0.0", "/8"))', {}],
    ['cidrMatch(a, concat("10.0.0.0", "/8"))', { a: '10.1.2.3' }],
    ['string(cidrMatch(a, concat("10.0.0.0", "/8"))) == "true"', { a: '10.1.2.3' }],
    ['wildcard("abc", concat("a", "*"))', {}],
    ['wildcard(a, concat("a", "*"))', { a: 'abc' }],
    ['endsWith(a, concat("b", "?"))', { a: 'abc' }],
    ['substring(a, length("ab")) == "c"', { a: 'abc' }],
  ])('in %s', (condition, event) => {
    expect(holds(condition, event)).toBe(true);
  });
});

describe('cidrMatch', () => {
  it('takes an address alone as a block of one', () => {
    expect(holds('cidrMatch(a, "10.0.0.1")', { a: '10.0.0.1' })).toBe(true);
    expect(holds('cidrMatch(a, "10.0.0.1")', { a: '10.0.0.2' })).toBe(false);
    expect(holds('cidrMatch(a, "2001:db8::1")', { a: '2001:0db8:0::1' })).toBe(true);
  });
});

describe('substring', () => {
  it('without a start is the whole text', () => {
    expect(holds('substring(a, null) == "abc"', { a: 'abc' })).toBe(true);
    expect(holds('substring(a, missing, 1) == "abc"', { a: 'abc' })).toBe(true);
  });
});
