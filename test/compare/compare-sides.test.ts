import { expect, test } from 'vitest';
import type { AlertDifference } from '../../src/compare/alert-difference.ts';
import { compareSides } from '../../src/compare/compare-sides.ts';
import { type Comparison, comparisonSchema } from '../../src/compare/comparison-file.ts';
import { isRegression } from '../../src/compare/is-regression.ts';
import { isChanged } from '../../src/compare/worst-first.ts';
import { side, sideRule, spread } from './support/sides.ts';

const NO_ALERTS = { effect: 0.1, alertsOf: () => null, findings: [] };

function rules(rounds: number, phase: number, slow: Readonly<Record<string, number>> = {}) {
  return Array.from({ length: 12 }, (_, at) => {
    const id = `rule-${at}`;
    return sideRule({
      id,
      text: id in slow ? `${id} in ${phase}` : id,
      cpuTimeNs: spread(1e6 * (at + 1) * (slow[id] ?? 1), rounds, at + phase),
    });
  });
}

function codes({ findings }: Comparison): string[] {
  return findings.map(({ code }) => code);
}

test('the same against itself: no change, and nothing to be said', () => {
  const comparison = compareSides(side('p', rules(10, 0)), side('p', rules(10, 5)), NO_ALERTS);
  expect(comparison.rules.filter(isChanged)).toEqual([]);
  expect(comparison.findings).toEqual([]);
  expect(isRegression(comparison, ['regression', 'answers'])).toBe(false);
  expect(comparisonSchema.parse(comparison)).toEqual(comparison);
});

test('one rule slower, one that lost an alert, one gone: these three and nothing else', () => {
  const base = [...rules(10, 0), sideRule({ id: 'gone', cpuTimeNs: spread(1e6, 10) })];
  const head = rules(10, 5, { 'rule-4': 1.3 });
  const lost: AlertDifference = {
    gained: 0,
    lost: 1,
    firstGained: [],
    firstLost: [[17]],
    comparedBeforeEvent: null,
  };
  const none = { ...lost, lost: 0, firstLost: [] };
  const comparison = compareSides(side('p', base), side('q', head), {
    ...NO_ALERTS,
    alertsOf: (_, { id }) => (id === 'rule-7' ? lost : none),
  });
  const changed = comparison.rules.filter(isChanged);
  expect(changed.map(({ rule_id, time }) => [rule_id, time.verdict])).toEqual([
    ['rule-4', 'slower'],
    ['rule-7', 'same'],
  ]);
  expect(changed[1]!.alerts!.first_lost).toEqual([[17]]);
  expect(comparison.removed.map(({ rule_id }) => rule_id)).toEqual(['gone']);
  expect(isRegression(comparison, [])).toBe(false);
  expect(isRegression(comparison, ['regression'])).toBe(true);
  expect(isRegression(comparison, ['answers'])).toBe(true);
});

test('a rule whose text is the same is not blamed where others were changed, but told of', () => {
  const moved = rules(10, 5).map((rule) =>
    rule.id === 'rule-6' ? { ...rule, cpuTimeNs: rule.cpuTimeNs.map((timeNs) => 2 * timeNs) } : rule,
  );
  const edited = moved.map((rule) => (rule.id === 'rule-1' ? { ...rule, textHash: 'another' } : rule));
  const comparison = compareSides(side('p', rules(10, 0)), side('q', edited), NO_ALERTS);
  expect(comparison.rules.filter(isChanged)).toEqual([]);
  expect(comparison.findings.map(({ code, message }) => [code, message.endsWith(': rule-6')])).toEqual([
    ['side-effects', true],
  ]);
  // Without any change to the pack it is one: of the engine, or of the machine.
  const same = compareSides(side('p', rules(10, 0)), side('p', moved), NO_ALERTS);
  expect(same.rules.filter(isChanged).map(({ rule_id }) => rule_id)).toEqual(['rule-6']);
});

test('counters that differ are told exactly', () => {
  const base = rules(10, 0);
  const head = rules(10, 5).map((rule) =>
    rule.id === 'rule-2' ? { ...rule, counters: { ...rule.counters, evaluations: 999 } } : rule,
  );
  const comparison = compareSides(side('p', base), side('q', head), NO_ALERTS);
  expect(comparison.rules.filter(isChanged).map(({ counters }) => counters)).toEqual([
    [{ name: 'evaluations', base: 1000, head: 999 }],
  ]);
});

test('one run a side cannot tell a change of time, and says so', () => {
  const comparison = compareSides(
    side('p', rules(1, 0)),
    side('q', rules(1, 5, { 'rule-4': 1.3 })),
    NO_ALERTS,
  );
  expect(codes(comparison)).toEqual(['one-run']);
  expect(comparison.rules.every(({ time }) => time.verdict === 'not-judged')).toBe(true);
});

test('too few rounds say how many would do', () => {
  const comparison = compareSides(side('p', rules(6, 0)), side('p', rules(6, 5)), NO_ALERTS);
  expect(codes(comparison)).toEqual(['rounds-too-few']);
  expect(comparison.findings[0]!.advice).toBe('7 replays a side are enough for them');
});

test('packs that have little in common have no control', () => {
  const few = (phase: number) => rules(10, phase).slice(0, 3);
  const comparison = compareSides(side('p', few(0)), side('q', few(5)), NO_ALERTS);
  expect(codes(comparison)).toEqual(['no-control']);
  expect(comparison.machine).toBeNull();
});

test('what differs between replays of one side is named, and is no difference between the sides', () => {
  const unsteady = rules(10, 5).map((rule, at) =>
    at === 1 ? { ...rule, isStable: false, counters: { ...rule.counters, errors: 3 } } : rule,
  );
  const comparison = compareSides(side('p', rules(10, 0)), side('p', unsteady), NO_ALERTS);
  expect(comparison.findings.map(({ message }) => message)).toEqual([
    'rules whose replays did not find the same each time: rule-1',
  ]);
  expect(comparison.rules.filter(isChanged)).toEqual([]);
});
