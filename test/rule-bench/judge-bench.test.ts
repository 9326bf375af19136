import { expect, test } from 'vitest';
import type { SideFigures } from '../../src/rule-bench/bench-file.ts';
import { type JudgedRule, judgeBench } from '../../src/rule-bench/judge-bench.ts';
import { sideFiguresOf } from './support/sample-bench.ts';

const RESOLUTION_NS = 30;

function summary(medianNs: number, more: Partial<SideFigures> = {}) {
  return { figures: sideFiguresOf(medianNs, more), runNs: medianNs * 256 };
}

function rule(more: Partial<JudgedRule> = {}): JudgedRule {
  return {
    id: 'one',
    kind: 'eql',
    reached: 200,
    events: { match: 50, no_match: 50 },
    sides: { match: summary(100), no_match: summary(100, { matched_share: 0 }) },
    ...more,
  };
}

const codes = (judged: JudgedRule) => judgeBench([judged], RESOLUTION_NS).map(({ code }) => code);
const withMatch = (more: Partial<SideFigures>) =>
  rule({ sides: { match: summary(100, more), no_match: summary(100, { matched_share: 0 }) } });

test('nothing is said of figures that can be trusted', () => {
  expect(judgeBench([rule()], RESOLUTION_NS)).toEqual([]);
});

test.each([
  [
    'never-reached',
    rule({ reached: 0, events: { match: 0, no_match: 0 }, sides: { match: undefined, no_match: undefined } }),
  ],
  [
    'no-matching-events',
    rule({
      events: { match: 0, no_match: 50 },
      sides: { match: undefined, no_match: summary(100, { matched_share: 0 }) },
    }),
  ],
  [
    'no-other-events',
    rule({ events: { match: 50, no_match: 0 }, sides: { match: summary(100), no_match: undefined } }),
  ],
  ['few-events', rule({ events: { match: 9, no_match: 50 } })],
  ['few-events', rule({ events: { match: 50, no_match: 9 } })],
  ['margin-of-error', withMatch({ margin: 0.051 })],
  ['rounds-apart', withMatch({ spread: 0.11 })],
  ['outliers', withMatch({ mean_ns: 121 })],
  ['clock-steps', rule({ sides: { match: { ...summary(1), runNs: 2_999 }, no_match: undefined } })],
  ['decided-by-index', rule({ sides: { match: summary(0), no_match: undefined } })],
  ['answers-differ', withMatch({ matched_share: 0.8 })],
  [
    'answers-differ',
    rule({ sides: { match: summary(100), no_match: summary(100, { matched_share: 0.2 }) } }),
  ],
  ['state-carries-over', rule({ kind: 'lua' })],
  ['state-carries-over', rule({ kind: 'sequence' })],
] as const)('%s', (code, judged) => {
  expect(codes(judged)).toEqual([code]);
});

test('at a limit there is nothing to say yet', () => {
  expect(codes(withMatch({ margin: 0.05, spread: 0.1, mean_ns: 120, matched_share: 0.9 }))).toEqual([]);
  expect(codes(rule({ events: { match: 10, no_match: 10 } }))).toEqual([]);
  expect(codes(rule({ sides: { match: { ...summary(1), runNs: 3_000 }, no_match: undefined } }))).toEqual([]);
});

test('a finding names all rules it is about, once', () => {
  const noisy = {
    match: summary(100, { spread: 0.5 }),
    no_match: summary(100, { spread: 0.5, matched_share: 0 }),
  };
  const rules = [rule({ id: 'a', sides: noisy }), rule({ id: 'b' }), rule({ id: 'c', sides: noisy })];
  expect(judgeBench(rules, RESOLUTION_NS)).toEqual([{ code: 'rounds-apart', limit: 0.1, rules: ['a', 'c'] }]);
});
