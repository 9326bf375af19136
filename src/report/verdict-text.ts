import { bytesText, countText, durationText, NOT_MEASURED, rateText } from './figure-text.ts';
import { ruleLabel } from './rule-label.ts';
import type { RunFile } from './run-file.ts';
import type { Column } from './table-layout.ts';
import { layoutTable } from './table-layout.ts';
import { wrapText } from './terminal-text.ts';
import type { BudgetUnit, VerdictEntry } from './verdict.ts';
import { visibleText } from './visible-text.ts';

/** How many verdicts a table shows; files have all. */
const SHOWN = 20;

/** A figure with its unit; whole numbers are exact, `-` is what was not measured. */
export function budgetFigureText(value: number | null, unit: BudgetUnit): string {
  if (value === null) return NOT_MEASURED;
  const sign = value < 0 ? '-' : '';
  return `${sign}${FIGURE_TEXTS[unit](Math.abs(value))}`;
}

const FIGURE_TEXTS: Readonly<Record<BudgetUnit, (value: number) => string>> = {
  ns: durationText,
  bytes: bytesText,
  share: rateText,
  count: countText,
  'per-second': (value) => `${countText(value)}/s`,
  flag: (value) => (value === 0 ? 'no' : 'yes'),
};

/** Whose verdict it is: the id of a rule, or the whole run. Untrusted characters are made visible. */
export function verdictSubject({ rule_id }: VerdictEntry): string {
  return rule_id === null ? '(whole run)' : visibleText(rule_id);
}

/** The same for people: a rule of the run is called what reports call it. */
export function verdictLabels({ rules }: Pick<RunFile, 'rules'>): (entry: VerdictEntry) => string {
  const labels = new Map(rules.map((rule) => [rule.rule_id, ruleLabel(rule)]));
  return (entry) => (entry.rule_id === null ? undefined : labels.get(entry.rule_id)) ?? verdictSubject(entry);
}

/** The verdict in a word or two; one that only warns says so. */
export function verdictWord({ verdict, effect }: VerdictEntry): string {
  const word = verdict.replace('-', ' ');
  if (verdict === 'pass' || verdict === effect) return word;
  return effect === 'fail' ? `${word}: fails` : effect === 'warn' ? `${word}: warns` : word;
}

/** What was found, against what: `61.2 µs (58.0 µs to 64.1 µs), budget rule_latency{rule:x}: p(99)<50us`. */
export function verdictText(entry: VerdictEntry): string {
  const { budget, reason } = entry;
  const why = reason === null ? '' : `, ${visibleText(reason)}`;
  return `${measuredText(entry)}${why}; budget ${visibleText(budget)}`;
}

/** The figure and where it truly lies, or `-`. */
export function measuredText({ value, interval, unit }: VerdictEntry): string {
  const figure = budgetFigureText(value, unit);
  if (interval === null) return figure;
  const [low, high] = interval;
  return `${figure} (${budgetFigureText(low, unit)} to ${budgetFigureText(high, unit)})`;
}

/** One line: how many budgets there were and what came of them. */
export function verdictCounts(verdicts: readonly VerdictEntry[]): string {
  const counts = new Map<string, number>();
  for (const verdict of verdicts) {
    const word = verdictWord(verdict);
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const parts = [...counts].map(([word, count]) => `${countText(count)} ${word}`);
  return `${countText(verdicts.length)} ${verdicts.length === 1 ? 'verdict' : 'verdicts'}: ${parts.join(', ')}`;
}

const columns = (label: (entry: VerdictEntry) => string): readonly Column<VerdictEntry>[] => [
  { header: 'verdict', align: 'left', dropOrder: 0, text: verdictWord },
  { header: 'rule', align: 'left', dropOrder: 0, minWidthColumns: 22, text: label },
  {
    header: 'figure',
    align: 'right',
    dropOrder: 0,
    text: ({ value, unit }) => budgetFigureText(value, unit),
  },
  {
    header: 'budget',
    align: 'left',
    dropOrder: 1,
    minWidthColumns: 12,
    text: ({ budget }) => visibleText(budget),
  },
  {
    header: 'why',
    align: 'left',
    dropOrder: 3,
    minWidthColumns: 20,
    text: ({ reason }) => visibleText(reason ?? ''),
  },
];

/**
 * The verdicts for a terminal, the worst first, with what was left out and a line that sums up. No line is wider than
 * the terminal as long as the narrowest columns fit. Ends with a line break.
 */
export function verdictsTable(run: Pick<RunFile, 'budgets' | 'rules'>, widthColumns: number): string {
  const { budgets: verdicts } = run;
  const told = verdicts.filter(({ effect }) => effect !== 'pass');
  // Where all is well, that is shown as well.
  const shown = (told.length > 0 ? told : verdicts).slice(0, SHOWN);
  const lines = layoutTable(columns(verdictLabels(run)), shown, widthColumns);
  const more = told.length - SHOWN;
  if (more > 0)
    lines.push(...wrapText(`${countText(more)} more that did not pass; --dump has all`, widthColumns));
  return `${[...lines, ...wrapText(verdictCounts(verdicts), widthColumns)].join('\n')}\n`;
}
