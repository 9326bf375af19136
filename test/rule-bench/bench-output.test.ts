import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { benchCsv } from '../../src/rule-bench/bench-csv.ts';
import { benchSchema } from '../../src/rule-bench/bench-file.ts';
import { findingEntry } from '../../src/rule-bench/bench-findings.ts';
import { benchMarkdown } from '../../src/rule-bench/bench-markdown.ts';
import { benchText } from '../../src/rule-bench/bench-text.ts';
import { benchFormat, benchJson } from '../../src/rule-bench/dump-bench.ts';
import { rankBenched } from '../../src/rule-bench/rank-benched.ts';
import { benchedRule, sampleBench, sideFiguresOf } from './support/sample-bench.ts';

const PLAIN = { widthColumns: 120, color: false, topN: 0 };
const FAST = benchedRule('fast', { match: sideFiguresOf(20), no_match: sideFiguresOf(5) });
const SLOW = benchedRule('slow', { no_match: sideFiguresOf(4_000, { spread: 0.25, fields_ns: 300 }) });
const NONE = benchedRule('none', { events_reached: 0, events_matched: 0 });

test('rules are ranked by the larger of their medians, those without behind, equal ones by id', () => {
  const equal = benchedRule('also', { match: sideFiguresOf(20) });
  expect(rankBenched([NONE, FAST, equal, SLOW]).map(({ rule_id }) => rule_id)).toEqual([
    'slow',
    'also',
    'fast',
    'none',
  ]);
});

test('the table has a row per rule that was benched, what is not known is a dash', () => {
  const text = benchText(sampleBench([SLOW, FAST, NONE]), PLAIN);
  const rows = text.split('\n');
  expect(rows[0]).toMatch(
    /^#\s+rule\s+type\s+match\s+spread\s+no match\s+spread\s+fields\s+reached\s+matched$/,
  );
  expect(rows[1]).toMatch(/^1\s+slow\s+EQL\s+-\s+-\s+4\.0 µs\s+25\.0 %\s+300\.0 ns\s+200\s+100$/);
  expect(rows[2]).toMatch(/^2\s+fast\s+EQL\s+20\.0 ns\s+0\.0 %\s+5\.0 ns/);
  expect(text).not.toContain('none ');
  expect(text).toContain('2 of 3 rules benched with 4,000 events, 3 rounds of 50 ms\n');
});

test('what is cut from the table is said', () => {
  const text = benchText(sampleBench([SLOW, FAST]), { ...PLAIN, topN: 1 });
  expect(text).not.toContain('fast');
  expect(text).toContain('1 more rule; --top-n 0 shows all\n');
});

test('no line is wider than the terminal', () => {
  const findings = [findingEntry({ code: 'never-reached', rules: ['x'.repeat(300)] })];
  const text = benchText(sampleBench([SLOW, FAST], { findings }), { ...PLAIN, widthColumns: 50 });
  for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(50);
});

test('the control says what a rule takes that does nothing', () => {
  const control = {
    match: sideFiguresOf(2, { whole_ns: 800 }),
    no_match: sideFiguresOf(0, { whole_ns: 300 }),
  };
  expect(benchText(sampleBench([FAST], { control }), PLAIN)).toContain(
    'control: any where true takes 2.0 ns (800.0 ns with all that the engine does), any where false ~0 ns (300.0 ns ',
  );
});

test('names from rule files move no cursor, make no formula and no Markdown', async () => {
  const hostile = benchedRule('=cmd\u001b[2J|`x', { name: '+evil\u0007', match: sideFiguresOf(5) });
  const findings = [
    findingEntry({
      code: 'rule-faulted',
      rules: ['bad\u001b[31m'],
      during: 'bench',
      kind: 'error',
      reason: 'no\u001b]0;x',
    }),
  ];
  const bench = sampleBench([hostile], { findings });
  expect(benchText(bench, PLAIN)).not.toMatch(/[\u001b\u0007]/);
  expect(benchMarkdown(bench)).not.toMatch(/[\u001b\u0007]/);
  expect(benchMarkdown(bench)).not.toContain('|`x');
  const [, first] = parse(await benchCsv(bench)) as string[][];
  expect(first![0]).toMatch(/^'=cmd/);
  expect(first![1]).toMatch(/^'\+evil/);
});

test('CSV has two rows per rule, with empty cells for what is not known', async () => {
  const rows = parse(await benchCsv(sampleBench([SLOW])), { columns: true }) as Record<string, string>[];
  expect(rows.map(({ side, median_ns, spread }) => [side, median_ns, spread])).toEqual([
    ['match', '', ''],
    ['no_match', '4000', '0.25'],
  ]);
});

test('Markdown has all rules that were benched', () => {
  const text = benchMarkdown(sampleBench([SLOW, FAST, NONE]));
  expect(text).toContain('| `slow` | EQL | - | - | 4.0 µs | 25.0 % | 300.0 ns | 200 | 100 |\n');
  expect(text).not.toContain('`none`');
});

test('the document is what the schema says', () => {
  const bench = sampleBench([SLOW, FAST, NONE], {
    findings: [findingEntry({ code: 'stopped', measured: 2, planned: 9 })],
  });
  expect(benchSchema.parse(JSON.parse(benchJson(bench)))).toEqual(bench);
});

test('a file of another kind is refused, with those there are', () => {
  expect(() => benchFormat('x.pdf')).toThrow(
    'cannot tell the format of x.pdf. Benches are written as .json, .csv, .md',
  );
});
