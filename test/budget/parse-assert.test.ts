import { expect, test } from 'vitest';
import type { Budget } from '../../src/budget/budget.ts';
import { BudgetError } from '../../src/budget/budget-error.ts';
import { METRICS } from '../../src/budget/metrics.ts';
import { parseAssert } from '../../src/budget/parse-assert.ts';
import { exampleOf } from '../../src/budget/parse-threshold.ts';

/** What matters of a budget. */
function parts({ metric, selector, threshold, ...rest }: Budget) {
  const { operator, limit } = threshold;
  const aggregation = [...metric.figures].find(([, figure]) => figure === threshold.figure)?.[0];
  return {
    ...rest,
    metric: metric.name,
    selector: Object.fromEntries(selector),
    aggregation,
    operator,
    limit,
  };
}

test('a budget on one line', () => {
  expect(parts(parseAssert('rule_latency{rule:proc-*,type:Lua}: p(99)<50us'))).toEqual({
    text: 'rule_latency{rule:proc-*,type:Lua}: p(99)<50us',
    source: '--assert',
    level: 'error',
    noData: 'warn',
    tooNoisy: 'warn',
    metric: 'rule_latency',
    selector: { rule: 'proc-*', type: 'Lua' },
    aggregation: 'p(99)',
    operator: '<',
    limit: 50_000,
  });
});

test.each([
  ['  rule_errors :count === 0 ', 'rule_errors: count === 0', {}, '==', 0],
  [
    'rule_latency{ rule : a:b }:p( 99.90 ) >= 1ms',
    'rule_latency{ rule : a:b }: p( 99.90 ) >= 1ms',
    { rule: 'a:b' },
    '>=',
    1e6,
  ],
  [
    'rule_alerts{rule:"a,b}\\"c"}: count!=3',
    'rule_alerts{rule:"a,b}\\"c"}: count!=3',
    { rule: 'a,b}"c' },
    '!=',
    3,
  ],
  ['events_per_second: rate>1e4', 'events_per_second: rate>1e4', {}, '>', 10_000],
])('%s', (written, text, selector, operator, limit) => {
  expect(parts(parseAssert(written))).toMatchObject({ text, selector, operator, limit });
});

test('a missing figure fails where one rule is named or the whole run is meant', () => {
  const noData = (text: string) => parseAssert(text).noData;
  expect(noData('rule_errors{rule:one}: count==0')).toBe('fail');
  expect(noData('events_per_second: value>1')).toBe('fail');
  expect(noData('rule_errors{rule:one*}: count==0')).toBe('warn');
  expect(noData('rule_errors: count==0')).toBe('warn');
});

test.each([
  ['', 1, 'there is no such metric', 'There are rule_latency'],
  ['rule_latncy: avg<1us', 1, 'there is no such metric', 'Did you mean rule_latency?'],
  ['__proto__: avg<1us', 1, 'there is no such metric', 'There are'],
  ['constructor{rule:x}: avg<1us', 1, 'there is no such metric', 'There are'],
  ['rule_errors count==0', 12, 'a colon has to stand', 'Write'],
  ['rule_errors{rule:x: count==0', 12, 'this is not a selector', 'double quotes'],
  ['rule_errors{}: count==0', 12, 'this is not a selector', '{rule:name}'],
  ['rule_errors{__proto__:x}: count==0', 13, 'cannot be selected', 'rule, type'],
  ['rule_errors{rule:}: count==0', 18, 'which rule is meant', '{rule:'],
  ['rule_errors{rule:a,rule:b}: count==0', 20, 'rule is given twice', 'Leave one'],
  ['rule_errors{type:perl}: count==0', 18, 'there is no such type', 'EQL, Sequence, Lua, Wasm'],
  ['rule_errors{severity:bad}: count==0', 22, 'there is no such severity', 'critical'],
  ['events{rule:x}: count>0', 7, 'of the whole run', 'Write events alone'],
  ['rule_errors: value==0', 14, 'no such figure', 'count'],
  ['rule_latency: q(95)<1us', 15, 'no such figure', 'p(50), med, max, avg, and any other p(N), of it'],
  ['rule_latency: p(100)<1us', 15, 'between 0 and 100', 'Write max for the longest'],
  ['rule_latency: __proto__<1us', 15, 'no such figure', 'p(99)'],
  ['rule_errors: ==0', 14, 'which figure is meant', 'count'],
  ['rule_errors: count', 19, 'an operator is missing', 'Write count<=100'],
  ['rule_errors: count=0', 19, 'there is no operator =', 'Write =='],
  ['rule_errors: count<>0', 19, 'there is no operator <>', 'There are'],
  ['rule_latency: avg<50', 19, 'needs a unit', '50us'],
])('%j is refused at column %d', (text, column, message, advice) => {
  const { diagnostics } = refused(text);
  expect(diagnostics).toHaveLength(1);
  expect(diagnostics[0]).toMatchObject({ severity: 'error', file: '--assert', line: 1, column });
  expect(diagnostics[0]!.message).toContain(message);
  expect(diagnostics[0]!.advice).toContain(advice);
});

test('a text that no person wrote is refused', () => {
  expect(refused(`rule_errors{rule:${'x'.repeat(5_000)}}: count==0`).message).toContain('at most');
  expect(refused(`rule_errors: count==${'0'.repeat(5_000)}`).message).toContain('at most');
});

test('blanks without end are no selector', () => {
  const blanks = ' '.repeat(1_950);
  expect(refused(`rule_errors{rule:${blanks}x`).message).toContain('this is not a selector');
  expect(refused(`rule_errors{${blanks}rule`).message).toContain('this is not a selector');
});

test.each([...METRICS.values()])('$name has an example that is a budget', (metric) => {
  expect(parseAssert(`${metric.name}: ${exampleOf(metric)}`).metric).toBe(metric);
});

function refused(text: string): BudgetError {
  try {
    parseAssert(text);
  } catch (error) {
    if (error instanceof BudgetError) return error;
    throw error;
  }
  throw new Error('it was accepted');
}
