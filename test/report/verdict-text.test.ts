import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { textWidth } from '../../src/report/terminal-text.ts';
import { hasFailed } from '../../src/report/verdict.ts';
import { budgetFigureText, verdictsTable, verdictText, verdictWord } from '../../src/report/verdict-text.ts';
import { HOSTILE_TEXT, judgedRun, VARIED_VERDICTS, verdictOf } from './sample-verdicts.ts';

test('the table shows what did not pass, and counts all', () => {
  expect(verdictsTable(judgedRun(), 140)).toMatchInlineSnapshot(`
    "verdict           rule   figure  budget                               why
    fail              slow  61.2 µs  rule_latency{rule:slow}: p(99)<50us
    no data: fails    gone        -  rule_alerts{rule:gone}: count==1     the selector picks no rule that ran
    fail: warns       slow  61.2 µs  rule_latency{rule:slow}: p(99)<50us
    too noisy: warns  slow  61.2 µs  rule_latency{rule:slow}: p(99)<50us  the limit lies within the interval of the figure
    5 verdicts: 1 fail, 1 no data: fails, 1 fail: warns, 1 too noisy: warns, 1 pass
    "
  `);
});

test('where all passed, that is shown', () => {
  const passed = verdictOf({ verdict: 'pass', effect: 'pass', value: 1_000, interval: null });
  expect(verdictsTable(judgedRun([passed]), 100)).toContain('pass     slow');
  expect(verdictsTable(judgedRun([passed]), 100)).toContain('1 verdict: 1 pass');
});

test('a long list is cut, and says so', () => {
  const text = verdictsTable(judgedRun(Array.from({ length: 50 }, () => verdictOf())), 100);
  expect(text.split('\n').filter((line) => line.startsWith('fail'))).toHaveLength(20);
  expect(text).toContain('30 more that did not pass');
});

test('hostile names stay on their line and cannot steer a terminal', () => {
  const text = verdictsTable(
    judgedRun([verdictOf({ rule_id: HOSTILE_TEXT, budget: HOSTILE_TEXT, reason: HOSTILE_TEXT })]),
    1_000,
  );
  expect(text.split('\n')).toHaveLength(4);
  expect(verdictText(verdictOf({ reason: HOSTILE_TEXT }))).not.toMatch(/[\p{Cc}\u202e\u2028]/u);
  expect(text).not.toMatch(/[^\n\P{Cc}]|[\u202e\u2028]/u);
});

test('a rule whose id is a UUID is called by its name, too', () => {
  const rule_id = '2dd480be-1263-4d9c-8672-172928f6789a';
  const run = judgedRun([verdictOf({ rule_id })]);
  const named = { ...run, rules: run.rules.map((rule) => ({ ...rule, rule_id, name: 'Suspicious Access' })) };
  expect(verdictsTable(named, 140)).toContain('2dd480be Suspicious Access');
});

test('no line is wider than the terminal', () => {
  fc.assert(
    fc.property(fc.integer({ min: 40, max: 200 }), fc.string(), (width, id) => {
      const lines = verdictsTable(judgedRun([verdictOf({ rule_id: id }), ...VARIED_VERDICTS]), width).split(
        '\n',
      );
      expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(width);
    }),
  );
});

test.each([
  [61_200, 'ns', '61.2 µs'],
  [-3_000, 'bytes', '-3.0 kB'],
  [0.2, 'share', '20.00 %'],
  [-0.5, 'share', '-50.00 %'],
  [12_345, 'count', '12,345'],
  [2_000, 'per-second', '2,000/s'],
  [1, 'flag', 'yes'],
  [0, 'flag', 'no'],
  [null, 'ns', '-'],
] as const)('%s in %s is %s', (value, unit, text) => {
  expect(budgetFigureText(value, unit)).toBe(text);
});

test('a verdict says what it does where that is not what it is', () => {
  expect(VARIED_VERDICTS.map(verdictWord)).toEqual([
    'fail',
    'no data: fails',
    'fail: warns',
    'too noisy: warns',
    'pass',
  ]);
  expect(verdictText(VARIED_VERDICTS[3]!)).toBe(
    '61.2 µs (58.0 µs to 64.1 µs), the limit lies within the interval of the figure; ' +
      'budget rule_latency{rule:slow}: p(99)<50us',
  );
});

test('a run fails by its effects, not by its verdicts', () => {
  expect(hasFailed(VARIED_VERDICTS)).toBe(true);
  expect(hasFailed([verdictOf({ effect: 'warn' })])).toBe(false);
  expect(hasFailed([])).toBe(false);
});
