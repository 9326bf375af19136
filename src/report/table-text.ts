import { styleText } from 'node:util';
import { PHASES } from '../engine/probe.ts';
import { adviceTexts } from './advice-text.ts';
import { conservationTexts } from './conservation-text.ts';
import { countText, millisecondsText, shareText } from './figure-text.ts';
import { findingTexts } from './finding-texts.ts';
import { HOT_SPOT_COLUMNS, hottestSpots, noHotSpotsText } from './hot-spots-text.ts';
import { instrumentTexts } from './instrument-text.ts';
import { type RankOptions, rankRules } from './rank.ts';
import { RULE_COLUMNS } from './rule-columns.ts';
import type { RuleRow, RunFile } from './run-file.ts';
import { type Column, layoutTable } from './table-layout.ts';
import { wrapText } from './terminal-text.ts';

export interface TableOptions extends RankOptions {
  /** Of the terminal; less than 40 is taken for 40. */
  readonly widthColumns: number;
  /** Whether escape sequences for bold and dim may be used. */
  readonly color: boolean;
}

const MIN_WIDTH_COLUMNS = 40;

/**
 * The ranked report of a run for a terminal: the table, what was cut from it, where the time went, and which
 * rules failed, never fired or fired too often. No line is wider than `widthColumns`. Ends with a line break.
 */
export function tableText(run: RunFile, options: TableOptions): string {
  const widthColumns = Math.max(MIN_WIDTH_COLUMNS, options.widthColumns);
  const { shown, hidden } = rankRules(run.rules, options);
  const style = (format: 'bold' | 'dim', line: string): string =>
    // The caller has looked at NO_COLOR and the terminal; styleText is not to look again.
    options.color ? styleText(format, line, { validateStream: false }) : line;
  const sentences = (texts: readonly string[]): string[] =>
    texts.flatMap((text) => wrapText(text, widthColumns));

  const lines: string[] = [];
  if (shown.length === 0) {
    lines.push(...sentences([emptyText(run, options)]));
  } else {
    const [header, ...rows] = layoutTable(RULE_COLUMNS, shown, widthColumns);
    lines.push(style('bold', header!), ...rows);
  }
  if (hidden.length > 0)
    lines.push(...sentences([hiddenText(run, hidden)]).map((line) => style('dim', line)));
  const [timeHeader, ...times] = layoutTable(TIME_COLUMNS, timeEntries(run), widthColumns);
  lines.push(
    '',
    style('bold', timeHeader!),
    ...times,
    ...sentences([...conservationTexts(run), ...instrumentTexts(run)]),
  );
  const hot = hottestSpots(run);
  const [hotHeader, ...hotRows] = layoutTable(HOT_SPOT_COLUMNS, hot, widthColumns);
  const noHotSpots = hot.length === 0 ? noHotSpotsText(run) : null;
  if (hot.length > 0) lines.push('', style('bold', hotHeader!), ...hotRows);
  else if (noHotSpots !== null) lines.push('', ...sentences([noHotSpots]));
  const findings = sentences(findingTexts([...shown, ...hidden]));
  if (findings.length > 0) lines.push('', ...findings);
  const advice = sentences(adviceTexts([...shown, ...hidden], run));
  if (advice.length > 0) lines.push('', style('bold', 'what to change'), ...advice);
  return `${lines.join('\n')}\n`;
}

function emptyText(run: RunFile, options: TableOptions): string {
  if (run.rules.length === 0) return 'No rules ran.';
  return `None of the ${countText(run.rules.length)} rules is of type ${options.filter}.`;
}

function hiddenText(run: RunFile, hidden: readonly RuleRow[]): string {
  const share = totalCpuNs(run.rules) === 0 ? null : totalCpuNs(hidden) / totalCpuNs(run.rules);
  const rules = hidden.length === 1 ? 'rule' : 'rules';
  return `${countText(hidden.length)} more ${rules}, ${shareText(share)} of rule time; --top-n 0 shows all`;
}

interface TimeEntry {
  readonly name: string;
  readonly timeNs: number;
  readonly share: number | null;
}

const TIME_COLUMNS: readonly Column<TimeEntry>[] = [
  { header: 'time', align: 'left', dropOrder: 0, text: (entry) => entry.name },
  { header: 'ms', align: 'right', dropOrder: 0, text: (entry) => millisecondsText(entry.timeNs) },
  { header: 'share', align: 'right', dropOrder: 0, text: (entry) => shareText(entry.share) },
];

/** All rules together, each phase that took time, and their total: where the whole run went. */
function timeEntries(run: RunFile): TimeEntry[] {
  const totalNs = run.conservation.accounted_ns;
  const entry = (name: string, timeNs: number): TimeEntry => ({
    name,
    timeNs,
    share: totalNs === 0 ? null : timeNs / totalNs,
  });
  const phases = PHASES.map((phase) => entry(phase, run.phases[`${phase}_ns`] ?? 0));
  return [
    entry('all rules', totalCpuNs(run.rules)),
    ...phases.filter(({ timeNs }) => timeNs > 0),
    entry('total', totalNs),
  ];
}

function totalCpuNs(rows: readonly RuleRow[]): number {
  return rows.reduce((total, row) => total + row.cpu_time_ns, 0);
}
