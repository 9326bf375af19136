import { styleText } from 'node:util';
import { countText, latencyText, NOT_MEASURED, shareText } from '../report/figure-text.ts';
import { ruleLabel } from '../report/rule-label.ts';
import { type Column, layoutTable } from '../report/table-layout.ts';
import { wrapText } from '../report/terminal-text.ts';
import type { BenchedRule, BenchFile, SideFigures } from './bench-file.ts';
import { hasFigures } from './rank-benched.ts';

/** How a bench is shown. */
export interface BenchTextOptions {
  /** Of the terminal; less than 40 is taken for 40. */
  readonly widthColumns: number;
  readonly color: boolean;
  /** Rules to show; 0 for all. */
  readonly topN: number;
}

const MIN_WIDTH_COLUMNS = 40;

const median = (figures: SideFigures | null): string => latencyText(figures?.median_ns ?? null);
const spread = (figures: SideFigures | null): string => shareText(figures?.spread ?? null);

const COLUMNS: readonly Column<BenchedRule>[] = [
  { header: '#', align: 'right', dropOrder: 0, text: (_, rank) => String(rank) },
  { header: 'rule', align: 'left', dropOrder: 0, minWidthColumns: 12, text: ruleLabel },
  { header: 'type', align: 'left', dropOrder: 5, text: ({ type }) => type },
  { header: 'match', align: 'right', dropOrder: 0, text: ({ match }) => median(match) },
  { header: 'spread', align: 'right', dropOrder: 2, text: ({ match }) => spread(match) },
  { header: 'no match', align: 'right', dropOrder: 0, text: ({ no_match }) => median(no_match) },
  { header: 'spread', align: 'right', dropOrder: 1, text: ({ no_match }) => spread(no_match) },
  {
    header: 'fields',
    align: 'right',
    dropOrder: 3,
    text: ({ match, no_match }) => latencyText((no_match ?? match)?.fields_ns ?? null),
  },
  {
    header: 'reached',
    align: 'right',
    dropOrder: 4,
    text: ({ events_reached }) => countText(events_reached),
  },
  {
    header: 'matched',
    align: 'right',
    dropOrder: 4,
    text: ({ events_matched }) => countText(events_matched),
  },
];

/** A bench for a terminal: the table, the control, what its reader must know. Ends with a line break. */
export function benchText(bench: BenchFile, options: BenchTextOptions): string {
  const widthColumns = Math.max(MIN_WIDTH_COLUMNS, options.widthColumns);
  const benched = bench.rules.filter(hasFigures);
  const shown = options.topN === 0 ? benched : benched.slice(0, options.topN);
  const lines: string[] = [];
  const say = (text: string): void => void lines.push(...wrapText(text, widthColumns));
  if (shown.length === 0) say('No rule was benched.');
  else {
    const [header, ...rows] = layoutTable(COLUMNS, shown, widthColumns);
    lines.push(options.color ? styleText('bold', header!, { validateStream: false }) : header!, ...rows);
  }
  const hidden = benched.length - shown.length;
  if (hidden > 0) say(`${countText(hidden)} more ${hidden === 1 ? 'rule' : 'rules'}; --top-n 0 shows all`);
  lines.push('');
  for (const text of controlTexts(bench)) say(text);
  for (const { message, advice } of bench.findings)
    say(advice === undefined ? message : `${message}. ${advice}`);
  say(summaryText(bench));
  return `${lines.join('\n')}\n`;
}

/** What rules take that do nothing: figures near theirs say little. */
export function controlTexts({ control: { match, no_match } }: BenchFile): string[] {
  if (match === null && no_match === null) return [];
  const text = (figures: SideFigures | null): string =>
    figures === null
      ? NOT_MEASURED
      : `${latencyText(figures.median_ns)} (${latencyText(figures.whole_ns)} with all that the engine does)`;
  return [`control: any where true takes ${text(match)}, any where false ${text(no_match)}`];
}

/** How much was benched. */
export function summaryText({ rules, events, rounds, time_ms }: BenchFile): string {
  const benched = rules.filter(hasFigures).length;
  return (
    `${countText(benched)} of ${countText(rules.length)} ${rules.length === 1 ? 'rule' : 'rules'} benched with ` +
    `${countText(events)} events, ${rounds} ${rounds === 1 ? 'round' : 'rounds'} of ${time_ms} ms`
  );
}
