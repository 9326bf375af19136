import { styleText } from 'node:util';
import { adviceTexts } from '../report/advice-text.ts';
import { countText, shareText } from '../report/figure-text.ts';
import { findingTexts } from '../report/finding-texts.ts';
import { rankRules } from '../report/rank.ts';
import { RULE_COLUMNS } from '../report/rule-columns.ts';
import { ruleLabel } from '../report/rule-label.ts';
import { isRuleTextMatch } from '../report/rule-text-match.ts';
import type { RuleRow, RunFile } from '../report/run-file.ts';
import { partsOf } from '../report/run-range.ts';
import { summaryLine } from '../report/summary-line.ts';
import { layoutTable } from '../report/table-layout.ts';
import { type TableOptions, tableText } from '../report/table-text.ts';
import { wrapText } from '../report/terminal-text.ts';
import { verdictsTable } from '../report/verdict-text.ts';
import { visibleText } from '../report/visible-text.ts';
import type { ReportCommandOptions } from './report-options.ts';

/** Narrower terminals are taken for this. */
const MIN_WIDTH_COLUMNS = 40;

/** How a saved run is shown. */
export interface ReportTextOptions extends TableOptions, Pick<ReportCommandOptions, 'match'> {}

/**
 * A saved run for a terminal: what a replay shows at its end, or with `match` the rules that match and how much of the
 * time of all rules is theirs; so also of a run that is made of some parts of another, with which parts they are.
 * Verdicts stand below, where there are any. Ends with a line break.
 */
export function reportText(run: RunFile, options: ReportTextOptions): string {
  const matching = matchingRules(run.rules, options.match);
  const ids = new Set(matching.map(({ rule_id }) => rule_id));
  const budgets = run.budgets
    .filter(({ rule_id }) => options.match === '' || (rule_id !== null && ids.has(rule_id)))
    // Reasons are the program's own in a replay; a file may hold anything.
    .map((entry) => ({ ...entry, reason: entry.reason === null ? null : visibleText(entry.reason) }));
  const verdicts =
    budgets.length === 0 ? '' : `\n${verdictsTable({ rules: run.rules, budgets }, options.widthColumns)}`;
  if (options.match !== '' || partsOf(run) !== undefined)
    return `${rulesText(run, matching, options)}${verdicts}`;
  return `${tableText(run, options)}${summaryLine(run)}\n${verdicts}`;
}

/** @see isRuleTextMatch */
export function matchingRules(rules: readonly RuleRow[], match: string): readonly RuleRow[] {
  return rules.filter((row) => isRuleTextMatch(match, [ruleLabel(row), row.rule_id, row.name]));
}

/**
 * A table of rules, how many they are and what stands out among them. The totals of a run say nothing of some of its rules,
 * and a run made of some parts of another has none: which rule never fired is not known of it either.
 */
function rulesText(run: RunFile, matching: readonly RuleRow[], options: ReportTextOptions): string {
  const widthColumns = Math.max(MIN_WIDTH_COLUMNS, options.widthColumns);
  const { shown, hidden } = rankRules(matching, options);
  const ranked = [...shown, ...hidden];
  const [header, ...rows] = layoutTable(RULE_COLUMNS, shown, widthColumns);
  const table = shown.length === 0 ? [] : [bold(header!, options.color), ...rows, ''];
  const parts = partsOf(run);
  const findings = parts === undefined ? findingTexts(ranked) : [visibleText(parts.message)];
  const sentences = [countsText(run, ranked, hidden.length, options), ...findings];
  // What would be spared is known of the whole run only.
  const advice = parts === undefined ? adviceTexts(ranked, run) : [];
  const paragraphs = [...sentences, ...(advice.length === 0 ? [] : ['', 'what to change']), ...advice];
  return `${[...table, ...paragraphs.flatMap((text) => wrapText(text, widthColumns))].join('\n')}\n`;
}

/** How many rules these are, and how much of the time of all rules is theirs. */
function countsText(
  run: RunFile,
  ranked: readonly RuleRow[],
  hidden: number,
  { match, filter }: ReportTextOptions,
): string {
  const totalNs = cpuNs(run.rules);
  const matched = match === '' ? '' : ` match ${visibleText(match)}`;
  const kind = filter === 'all' ? '' : ` of type ${filter}`;
  const share = totalNs === 0 ? null : cpuNs(ranked) / totalNs;
  const cut = hidden === 0 ? '' : `; ${countText(hidden)} not shown, --top-n 0 shows all`;
  return `${countText(ranked.length)} of ${countText(run.rules.length)} rules${matched}${kind}: ${shareText(share)} of rule time${cut}`;
}

function bold(line: string, color: boolean): string {
  // The caller has looked at NO_COLOR and the terminal; styleText is not to look again.
  return color ? styleText('bold', line, { validateStream: false }) : line;
}

function cpuNs(rows: readonly RuleRow[]): number {
  return rows.reduce((total, row) => total + row.cpu_time_ns, 0);
}
