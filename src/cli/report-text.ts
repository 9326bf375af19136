import { styleText } from 'node:util';
import { countText, shareText } from '../report/figure-text.ts';
import { findingTexts } from '../report/finding-texts.ts';
import { rankRules } from '../report/rank.ts';
import { RULE_COLUMNS } from '../report/rule-columns.ts';
import { ruleLabel } from '../report/rule-label.ts';
import { isRuleTextMatch } from '../report/rule-text-match.ts';
import type { RuleRow, RunFile } from '../report/run-file.ts';
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
 * time of all rules is theirs. Verdicts stand below, where there are any. Ends with a line break.
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
  if (options.match !== '') return `${matchText(run, matching, options)}${verdicts}`;
  return `${tableText(run, options)}${summaryLine(run)}\n${verdicts}`;
}

/** @see isRuleTextMatch */
export function matchingRules(rules: readonly RuleRow[], match: string): readonly RuleRow[] {
  return rules.filter((row) => isRuleTextMatch(match, [ruleLabel(row), row.rule_id, row.name]));
}

/** The totals of a run say nothing of some of its rules, so they are not here. */
function matchText(run: RunFile, matching: readonly RuleRow[], options: ReportTextOptions): string {
  const widthColumns = Math.max(MIN_WIDTH_COLUMNS, options.widthColumns);
  const { shown, hidden } = rankRules(matching, options);
  const ranked = [...shown, ...hidden];
  const [header, ...rows] = layoutTable(RULE_COLUMNS, shown, widthColumns);
  const table = shown.length === 0 ? [] : [bold(header!, options.color), ...rows, ''];
  const totalNs = cpuNs(run.rules);
  const kind = options.filter === 'all' ? '' : ` of type ${options.filter}`;
  const matched = `${countText(ranked.length)} of ${countText(run.rules.length)} rules match ${visibleText(options.match)}${kind}`;
  const share = totalNs === 0 ? null : cpuNs(ranked) / totalNs;
  const cut = hidden.length === 0 ? '' : `; ${countText(hidden.length)} not shown, --top-n 0 shows all`;
  const sentences = [`${matched}: ${shareText(share)} of rule time${cut}`, ...findingTexts(ranked)];
  return `${[...table, ...sentences.flatMap((text) => wrapText(text, widthColumns))].join('\n')}\n`;
}

function bold(line: string, color: boolean): string {
  // The caller has looked at NO_COLOR and the terminal; styleText is not to look again.
  return color ? styleText('bold', line, { validateStream: false }) : line;
}

function cpuNs(rows: readonly RuleRow[]): number {
  return rows.reduce((total, row) => total + row.cpu_time_ns, 0);
}
