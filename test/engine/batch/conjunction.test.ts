import { describe, expect, it } from 'vitest';
import { conjuncts, isCheap } from '../../../src/engine/batch/conjunction.ts';
import { ruleOf } from '../../support/rule.ts';

function conditionOf(text: string) {
  const { query } = ruleOf(`any where ${text}`);
  if (query.kind !== 'event') throw new Error('not an event query');
  return query.filter.condition;
}

describe('conjuncts', () => {
  it('takes nested and apart, and nothing else', () => {
    expect(conjuncts(conditionOf('a == 1 and (b == 2 and c == 3) and (d == 4 or e == 5)'))).toHaveLength(4);
    expect(conjuncts(conditionOf('not (a == 1 and b == 2)'))).toHaveLength(1);
  });
});

describe('isCheap', () => {
  it.each([
    ['a == "x"', true],
    ['a != null', true],
    ['not a in ("x", "y")', true],
    ['a : ("x", "y")', true],
    ['a : "x*"', false],
    ['a like "x"', false],
    ['a == "x" or b == "y"', false],
    ['length(a) > 5', false],
    ['a regex "x"', false],
    [`a in (${Array.from({ length: 17 }, (_, i) => `"${i}"`).join(', ')})`, false],
  ])('%s: %s', (text, expected) => {
    expect(isCheap(conditionOf(text))).toBe(expected);
  });
});
