import { expect, test } from 'vitest';
import { MAX_SUMMARY_BYTES, stepSummary } from '../../src/report/step-summary.ts';
import { HOSTILE_TEXT, judgedRun, verdictOf } from './sample-verdicts.ts';

test('verdicts, the worst first, and what rules cost', () => {
  expect(stepSummary(judgedRun(), MAX_SUMMARY_BYTES)).toMatchInlineSnapshot(`
    "### kestrel-perf: budgets broken

    1,000 events, 2 rules, 0 alerts in 250.0 ms

    5 verdicts: 1 fail, 1 no data: fails, 1 fail: warns, 1 too noisy: warns, 1 pass

    | verdict | rule | figure | budget | why |
    | --- | --- | --- | --- | --- |
    | fail | \`slow\` | 61.2 µs (58.0 µs to 64.1 µs) | \`rule_latency{rule:slow}: p(99)<50us\` |  |
    | no data: fails | \`gone\` | - | \`rule_alerts{rule:gone}: count==1\` | \`the selector picks no rule that ran\` |
    | fail: warns | \`slow\` | 61.2 µs (58.0 µs to 64.1 µs) | \`rule_latency{rule:slow}: p(99)<50us\` |  |
    | too noisy: warns | \`slow\` | 61.2 µs (58.0 µs to 64.1 µs) | \`rule_latency{rule:slow}: p(99)<50us\` | \`the limit lies within the interval of the figure\` |

    | rule | type | cpu | of rules | evaluations | alerts | avg |
    | --- | --- | --- | --- | --- | --- | --- |
    | \`slow\` | EQL | 250.0 ms | 100.0 % | 1,000 | 0 | 250.0 µs |
    | \`quick\` | EQL | 1.0 µs | &lt;0.1 % | 1,000 | 0 | 1.0 ns |

    "
  `);
});

test('a run without budgets is a replay', () => {
  const text = stepSummary(judgedRun([]), MAX_SUMMARY_BYTES);
  expect(text).toContain('### kestrel-perf: replay\n');
  expect(text).not.toContain('verdict');
});

test('where all passed, that is listed', () => {
  const text = stepSummary(judgedRun([verdictOf({ verdict: 'pass', effect: 'pass' })]), MAX_SUMMARY_BYTES);
  expect(text).toContain('### kestrel-perf: budgets kept\n');
  expect(text).toContain('| pass | `slow` |');
});

test('nothing in a name or a reason is Markdown, HTML, a link or a mention', () => {
  const run = judgedRun([verdictOf({ rule_id: HOSTILE_TEXT, budget: HOSTILE_TEXT, reason: HOSTILE_TEXT })]);
  const hostile = {
    ...run,
    warnings: [{ code: 'rule-faults', message: HOSTILE_TEXT }],
    rules: run.rules.map((rule) => ({ ...rule, rule_id: HOSTILE_TEXT, name: HOSTILE_TEXT })),
  };
  const text = stepSummary(hostile, MAX_SUMMARY_BYTES);
  expect(text).not.toMatch(/[^\n\P{Cc}]|[\u202e\u2028]/u);
  // All of it is in code spans, which nothing in them ends.
  const shape = text.replaceAll(/`[^`|\n]+`/g, 'NAME');
  expect(shape).not.toMatch(/[<>[\]`@]|&(?!lt;)|www/);
  expect(shape.match(/NAME/g)).toHaveLength(6);
  // As many bars as columns want, and no line more.
  for (const line of shape.split('\n').filter((one) => one.startsWith('| fail')))
    expect(line.match(/\|/g)).toHaveLength(6);
});

test('it fits into the room there is, whole rows left out and counted', () => {
  const verdicts = Array.from({ length: 20_000 }, (_, n) => verdictOf({ rule_id: `rule-${n}-µ` }));
  const text = stepSummary(judgedRun(verdicts), MAX_SUMMARY_BYTES);
  const rows = text.split('\n').filter((line) => line.startsWith('| fail |'));
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MAX_SUMMARY_BYTES);
  expect(Buffer.byteLength(text)).toBeGreaterThan(MAX_SUMMARY_BYTES - 1_000);
  expect(text).toContain(`${(20_000 - rows.length).toLocaleString('en-US')} more verdicts do not fit here`);
  expect(new Set(rows.map((row) => row.match(/\|/g)?.length))).toEqual(new Set([6]));
  expect(text).toContain('| rule | type | cpu |');
});

test.each([0, 10, 100, 300, 600, 1_000, 3_000])('it never takes more than %d bytes', (room) => {
  const run = judgedRun(Array.from({ length: 100 }, () => verdictOf({ rule_id: 'x'.repeat(500) })));
  expect(Buffer.byteLength(stepSummary(run, room))).toBeLessThanOrEqual(room);
});
