import { expect, test } from 'vitest';
import { matchRules } from '../../src/compare/match-rules.ts';
import { sideRule } from './support/sides.ts';

test('the same id is the same rule; its text says whether it was edited', () => {
  const base = [sideRule({ id: 'a' }), sideRule({ id: 'b', text: 'old' })];
  const head = [sideRule({ id: 'a' }), sideRule({ id: 'b', text: 'new' })];
  const { pairs, added, removed } = matchRules(base, head, false);
  expect(pairs.map(({ head, isEdited }) => [head.id, isEdited])).toEqual([
    ['a', false],
    ['b', true],
  ]);
  expect([added, removed]).toEqual([[], []]);
});

test('another id with the same text, or in the same file, is a renamed rule', () => {
  const base = [sideRule({ id: 'a', text: 't', file: 'a.eql' }), sideRule({ id: 'b', text: 'x', file: 'f' })];
  const head = [sideRule({ id: 'c', text: 't', file: 'c.eql' }), sideRule({ id: 'd', text: 'y', file: 'f' })];
  const { pairs } = matchRules(base, head, false);
  expect(pairs.map(({ base, head, isEdited }) => [base.id, head.id, isEdited])).toEqual([
    ['a', 'c', false],
    ['b', 'd', true],
  ]);
});

test('where several could be meant, none is: they are removed and added', () => {
  const base = ['a', 'b'].map((id) => sideRule({ id, text: 'same', file: 'many.yaml' }));
  const head = ['c', 'd'].map((id) => sideRule({ id, text: 'same', file: 'many.yaml' }));
  const { pairs, added, removed } = matchRules(base, head, false);
  expect(pairs).toEqual([]);
  expect(added.map(({ id }) => id)).toEqual(['c', 'd']);
  expect(removed.map(({ id }) => id)).toEqual(['a', 'b']);
});

test('without texts nobody knows what was edited, unless the packs are the same', () => {
  const rules = [sideRule({ id: 'a', text: null })];
  expect(matchRules(rules, rules, false).pairs[0]!.isEdited).toBeNull();
  expect(matchRules(rules, rules, true).pairs[0]!.isEdited).toBe(false);
});

test('names of the prototype are ordinary ids', () => {
  const base = ['__proto__', 'constructor'].map((id) => sideRule({ id }));
  const { pairs, added } = matchRules(
    base,
    [sideRule({ id: 'constructor' }), sideRule({ id: 'toString' })],
    false,
  );
  expect(pairs.map(({ head }) => head.id)).toEqual(['constructor']);
  expect(added.map(({ id }) => id)).toEqual(['toString']);
});
