import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { compareSides } from '../../src/compare/compare-sides.ts';
import { comparisonCsv } from '../../src/compare/comparison-csv.ts';
import type { Comparison } from '../../src/compare/comparison-file.ts';
import { comparisonMarkdown } from '../../src/compare/comparison-markdown.ts';
import { comparisonText } from '../../src/compare/comparison-text.ts';
import { comparisonFormat } from '../../src/compare/dump-comparison.ts';
import { UnknownFormatError } from '../../src/report/exporters/registry.ts';
import { side, sideRule, spread } from './support/sides.ts';

const HOSTILE = '=cmd|`<b>\u001b[31m@me';

/** A slow rule, one with a hostile name that lost two alerts, one added, one removed, one renamed, and five others. */
function comparison(): Comparison {
  const rules = (phase: number, slow: number, renamed: string) => [
    sideRule({ id: 'slow', text: `slow ${slow}`, cpuTimeNs: spread(5e6 * slow, 10, phase) }),
    sideRule({ id: HOSTILE, cpuTimeNs: spread(2e6, 10, phase + 1) }),
    sideRule({ id: renamed, text: 'renamed', cpuTimeNs: spread(3e6, 10, phase + 2) }),
    ...[1, 2, 3, 4, 5].map((at) =>
      sideRule({ id: `other-${at}`, cpuTimeNs: spread(1e6 * at, 10, phase + 2 + at) }),
    ),
  ];
  const base = [...rules(0, 1, 'before'), sideRule({ id: 'old', cpuTimeNs: spread(1e6, 10) })];
  const head = [...rules(20, 1.5, 'after'), sideRule({ id: 'new', cpuTimeNs: spread(1e6, 10) })];
  return compareSides(side('p', base), side('q', head), {
    effect: 0.1,
    findings: [{ code: 'stopped', rounds: 10, asked: 12 }],
    alertsOf: (_, { id }) => ({
      gained: 0,
      lost: id === HOSTILE ? 2 : 0,
      firstGained: [],
      firstLost: id === HOSTILE ? [[17], [4, null, 9]] : [],
      comparedBeforeEvent: null,
    }),
  });
}

test('the table has what changed, the worst first, and what was added, removed and renamed', () => {
  const text = comparisonText(comparison(), { widthColumns: 120, color: false, topN: 0 });
  const [header, first, second, third] = text.split('\n');
  expect(header).toMatch(/^rule +time +change +95 % interval/);
  expect(first).toMatch(/^slow +slower +\+\d\d\.\d %/);
  expect(second).toMatch(/-2 +no$/);
  expect(third).toMatch(/^after +same/);
  expect(text).not.toContain('other-1');
  expect(text).toContain('after was before before\n');
  expect(text).toContain('lost 2 alerts: events 17, 4+-+9\n');
  expect(text).toContain('old was removed, with 0 alerts\nnew was added, with 0 alerts\n');
  expect(text).toContain('8 rules on both sides, 1,000 events, 10 and 10 replays\n');
  expect(text).toContain('stopped after 10 of 12 rounds');
});

test('nothing of a rule reaches the terminal that could control it, and no line is too wide', () => {
  for (const widthColumns of [40, 60, 200]) {
    const text = comparisonText(comparison(), { widthColumns, color: false, topN: 0 });
    expect(text).not.toContain('\u001b');
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(widthColumns);
  }
});

test('a cut list says what was cut', () => {
  const text = comparisonText(comparison(), { widthColumns: 120, color: false, topN: 1 });
  expect(text).toContain('2 more rules changed; --top-n 0 shows all\n');
});

test('Markdown: names stand in code spans, which nothing in them ends', () => {
  const text = comparisonMarkdown(comparison());
  expect(text).toContain('| `slow` | slower | +4');
  const row = text.split('\n').find((line) => line.startsWith('| `=cmd'))!;
  expect(row).toContain('| `=cmd\\u{7c}\\u{60}<b>␛[31m@me` |');
  expect(row!.split('|').length).toBe(9);
});

test('CSV: one row per rule of either side, formulas defused', async () => {
  const rows: Record<string, string>[] = parse(await comparisonCsv(comparison()), { columns: true });
  expect(rows.length).toBe(10);
  expect(rows.find(({ alerts_lost }) => alerts_lost === '2')!.rule_id).toBe(`'${HOSTILE}`);
  expect(rows.filter(({ side: of }) => of !== 'both').map(({ rule_id, side: of }) => [rule_id, of])).toEqual([
    ['new', 'head'],
    ['old', 'base'],
  ]);
});

test('the format is told by the extension, before anything runs', () => {
  expect(() => comparisonFormat('a.xml')).toThrow(UnknownFormatError);
  expect(() => comparisonFormat('a.xml')).toThrow('.json, .md, .csv');
});
