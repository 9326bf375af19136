import { expect, test } from 'vitest';
import { adviceTexts, rankedAdvice } from '../../src/report/advice-text.ts';
import { buildRun } from '../../src/report/build-run.ts';
import type { AdviceEntry } from '../../src/report/rule-advice.ts';
import { MAX_SUMMARY_BYTES, stepSummary } from '../../src/report/step-summary.ts';
import { tableText } from '../../src/report/table-text.ts';
import { finishedRun } from './sample-run.ts';

const OPTIONS = { sort: 'cpu', filter: 'all', topN: 10, widthColumns: 120, color: false } as const;

function entry(overrides: Partial<AdviceEntry> = {}): AdviceEntry {
  return {
    code: 'clause-always-true',
    finding: '`a` always held',
    action: 'Leave it out',
    text: 'a',
    line: 3,
    column: 7,
    evidence: { sampled_events: 4_000 },
    saves_ns: 2_000_000,
    ...overrides,
  };
}

/** A run of two rules with advice for each. */
function runWith(first: readonly AdviceEntry[], second: readonly AdviceEntry[]) {
  const rules = [
    { id: 'dear', cpuTimeNs: 8_000_000 },
    { id: 'cheap', cpuTimeNs: 2_000_000 },
  ];
  return buildRun({ ...finishedRun(rules), advice: [first, second] });
}

test('the rule, its place, what was seen, what to do and what that spares', () => {
  const run = runWith([entry()], []);
  expect(adviceTexts(run.rules, run)).toEqual([
    'dear (dear.eql:3:7): `a` always held. Leave it out (saves about 2.0 ms, 20.0 % of rule time)',
  ]);
  expect(tableText(run, OPTIONS)).toContain('\nwhat to change\ndear (dear.eql:3:7): `a` always held.');
});

test('what spares most comes first, what has no estimate last, and ten are enough', () => {
  const unknown = entry({ code: 'clause-never-true', saves_ns: null });
  const run = runWith(
    [unknown, entry({ saves_ns: 5 })],
    Array.from({ length: 12 }, () => entry({ saves_ns: 9 })),
  );
  expect(rankedAdvice(run.rules)).toHaveLength(10);
  expect(rankedAdvice(run.rules, 100).map(({ entry: { saves_ns } }) => saves_ns)).toEqual([
    ...Array.from({ length: 12 }, () => 9),
    5,
    null,
  ]);
});

test('what is told elsewhere is not told twice', () => {
  const codes = [
    'never-ran',
    'alerts-on-most-events',
    'generic-first-step',
    'state-only-grows',
    'sequence-without-maxspan',
  ] as const;
  const run = runWith(
    codes.map((code) => entry({ code })),
    [],
  );
  expect(adviceTexts(run.rules, run)).toEqual([]);
  expect(tableText(run, OPTIONS)).not.toContain('what to change');
});

test('a run that was not looked at has no advice, which is not the same as none', () => {
  const plain = buildRun(finishedRun([{ id: 'a' }]));
  expect([plain.rules[0]!.advice, plain.census]).toEqual([null, null]);
  const found = { census: { events: 9, rules: 1, timeNs: 5, filters: [] } };
  const looked = buildRun({ ...finishedRun([{ id: 'a' }]), advice: [[]], findings: found });
  expect([looked.rules[0]!.advice, looked.census]).toEqual([[], { events: 9, rules: 1, time_ns: 5 }]);
});

test('text of rules moves no cursor and is no Markdown', () => {
  const finding = '`\u001b[2J\u202e` `<img src=x> | [a](b)`';
  const run = runWith([entry({ finding })], []);
  const [text] = adviceTexts(run.rules, run);
  expect(text).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  const summary = stepSummary(run, MAX_SUMMARY_BYTES);
  expect(summary).toContain('What to change:\n\n- ');
  expect(summary).not.toMatch(/[\u001b\u202e]/);
  const line = summary.split('\n').find((one) => one.includes('img'))!;
  // All of it is inside one code span: nothing of it can be Markdown or HTML.
  expect(line).toMatch(/^- `[^`]*` \(`[^`]*`\): `[^`]*img[^`]*`, saves about 2\.0 ms$/);
});
