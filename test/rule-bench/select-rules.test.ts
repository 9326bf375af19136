import { expect, test } from 'vitest';
import { selectRules } from '../../src/rule-bench/select-rules.ts';
import { ruleOf } from '../support/rule.ts';

const RULES = [
  ruleOf('any where true', { id: 'dns-tunnel', name: 'DNS tunnel' }),
  ruleOf('any where true', { id: 'dns-odd', name: 'Odd names' }),
  ruleOf('sequence [any where true] [any where false]', { id: 'dns-flood', name: 'Flood' }),
];
const chosen = (patterns: string[], filter: 'all' | 'eql' | 'sequence' = 'all') => {
  const { rules, unmatched } = selectRules(RULES, patterns, filter);
  return { ids: rules.map(({ id }) => id), unmatched };
};

test('without patterns all rules, of the kind that was asked for', () => {
  expect(chosen([]).ids).toEqual(['dns-tunnel', 'dns-odd', 'dns-flood']);
  expect(chosen([], 'sequence').ids).toEqual(['dns-flood']);
});

test('a pattern is a whole id or name, in any letter case, with wildcards', () => {
  expect(chosen(['DNS-*']).ids).toEqual(['dns-tunnel', 'dns-odd', 'dns-flood']);
  expect(chosen(['dns']).ids).toEqual([]);
  expect(chosen(['odd ?ames', 'flood']).ids).toEqual(['dns-odd', 'dns-flood']);
});

test('patterns that fit no rule are named; one that fits a rule of another kind is not', () => {
  expect(chosen(['nothing*', 'dns-odd']).unmatched).toEqual(['nothing*']);
  expect(chosen(['dns-flood'], 'eql')).toEqual({ ids: [], unmatched: [] });
});
