import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { BudgetError } from '../../src/budget/budget-error.ts';
import { parseBudgetFile } from '../../src/budget/parse-budget-file.ts';

const FILE = 'budgets.yaml';

/** `line:column length message` of everything that is wrong. */
function faults(text: string): string[] {
  try {
    parseBudgetFile(text, FILE);
  } catch (error) {
    if (!(error instanceof BudgetError)) throw error;
    return error.diagnostics.map(
      ({ file, line, column, length, message }) => `${file}:${line}:${column} ${length} ${message}`,
    );
  }
  return [];
}

test('metrics with lists of thresholds, short and long', () => {
  const budgets = parseBudgetFile(
    [
      '# the gate',
      'rule_latency{rule:proc-*}: ["p(99)<50us", avg < 5us]',
      "'rule_cpu_share{type:lua, tag:T1059}':",
      '  - value<0.2',
      '  - { threshold: "rate<10%", level: warn, no_data: pass, too_noisy: fail }',
      'rule_alerts{rule:one}: count==1',
    ].join('\n'),
    FILE,
  );
  expect(
    budgets.map(({ text, source, level, noData, tooNoisy }) => [text, source, level, noData, tooNoisy]),
  ).toEqual([
    ['rule_latency{rule:proc-*}: p(99)<50us', 'budgets.yaml:2', 'error', 'warn', 'warn'],
    ['rule_latency{rule:proc-*}: avg < 5us', 'budgets.yaml:2', 'error', 'warn', 'warn'],
    ['rule_cpu_share{type:lua, tag:T1059}: value<0.2', 'budgets.yaml:4', 'error', 'warn', 'warn'],
    ['rule_cpu_share{type:lua, tag:T1059}: rate<10%', 'budgets.yaml:5', 'warn', 'pass', 'fail'],
    ['rule_alerts{rule:one}: count==1', 'budgets.yaml:6', 'error', 'fail', 'warn'],
  ]);
});

test('every fault is told with its place', () => {
  const text = [
    'rule_latncy: ["p(99)<50us"]',
    'rule_latency{rule:x}: ["q(95)<50us", avg<50kB]',
    'rule_errors{rule:y} more: ["count==0"]',
    'rule_alerts:',
    '  - { threshold: "count=0" }',
    '  - { threshold: "count==0", levle: warn }',
    '  - { threshold: "count==0", level: fatal }',
    '  - { threshold: "count==0", abortOnFail: true }',
    '  - { level: warn }',
    '  - 7',
    'rule_matches: []',
    '"rule_memory\\u007brule:x}": ["max<1"]',
  ].join('\n');
  expect(faults(text)).toEqual([
    'budgets.yaml:1:1 11 there is no such metric',
    'budgets.yaml:2:25 5 rule_latency has no such figure',
    'budgets.yaml:2:44 2 this unit does not fit the figure',
    'budgets.yaml:3:21 4 nothing may follow the selector',
    'budgets.yaml:5:24 1 there is no operator =',
    'budgets.yaml:6:30 5 a threshold has no such setting',
    'budgets.yaml:7:37 5 level cannot be this',
    'budgets.yaml:8:30 11 a threshold has no such setting',
    'budgets.yaml:9:5 15 the threshold has to be a text',
    'budgets.yaml:10:5 1 a threshold has to be a text',
    'budgets.yaml:11:15 2 a list of thresholds has to follow',
    'budgets.yaml:12:35 1 this limit needs a unit',
  ]);
});

test('a text that is escaped in the file is marked as a whole', () => {
  expect(faults('rule_errors: ["c\\u006funt==x"]')).toEqual([
    'budgets.yaml:1:15 15 a limit is missing: a number has to follow',
  ]);
});

test.each([
  ['', 'the file holds no budgets'],
  ['# nothing\n', 'the file holds no budgets'],
  ['{}', 'the file holds no budgets'],
  ['- rule_errors', 'budgets are written by metric'],
  ['just text', 'budgets are written by metric'],
  ['a: b\n---\nc: d', 'several YAML documents'],
  ['rule_errors: ["count==0"]\nrule_errors: ["count==1"]', 'unique'],
  ['rule_errors: [', 'Flow sequence'],
  ['rule_errors: &a ["count==0"]\nrule_matches: *a', 'a list of thresholds'],
  ['rule_errors: &a\n  - &b count==0\n  - *b', 'aliases are not followed'],
  ['? [a]\n: ["count==0"]', 'a metric has to be a text'],
  ['<<: {rule_errors: ["count==0"]}', 'there is no such metric'],
  ['__proto__: ["count==0"]', 'there is no such metric'],
  [`rule_errors: ${'['.repeat(5_000)}`, 'nested more than'],
  [`#${'x'.repeat(1024 * 1024)}`, 'larger than 1 MiB'],
  [`rule_errors: [${'count==0,'.repeat(1_001)}]`, 'more than 1000 budgets'],
])('%.40j is refused', (text, message) => {
  expect(faults(text).join('\n')).toContain(message);
});

test('aliases upon aliases are not expanded', () => {
  const lines = Array.from(
    { length: 40 },
    (_, n) => `k${n}: &a${n} [${n === 0 ? 'x' : `*a${n - 1}, *a${n - 1}`}]`,
  );
  expect(faults(lines.join('\n')).length).toBeGreaterThan(0);
});

test('not more than twenty faults are told at once', () => {
  const text = Array.from({ length: 50 }, (_, n) => `no_metric_${n}: ["count==0"]`).join('\n');
  expect(faults(text)).toHaveLength(20);
});

test('any text gives budgets or faults with a place in the file', () => {
  const words = fc.constantFrom(
    'rule_errors',
    '{rule:x}',
    ': ',
    '["count==0"]',
    '"',
    "'",
    '\n',
    '- ',
    '&a ',
    '*a',
    '{',
    '}',
    '|',
    'µ',
    '\u0000',
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 14 }), (parts) => {
      const text = parts.join('');
      const lines = text.split('\n').length;
      for (const fault of faults(text)) {
        const line = /^budgets\.yaml:(\d+|undefined):/.exec(fault)?.[1];
        expect(line).toBeDefined();
        if (line !== 'undefined') expect(Number(line)).toBeLessThanOrEqual(lines);
      }
    }),
    { numRuns: 1_000 },
  );
});
