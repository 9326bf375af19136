import { placeText, type RankedAdvice, rankedAdvice } from './advice-text.ts';
import { markdownCode, markdownFigure, markdownRow, markdownTable } from './exporters/markdown-parts.ts';
import { countText, durationText, shareText } from './figure-text.ts';
import { rankRules } from './rank.ts';
import { ruleLabel } from './rule-label.ts';
import type { RuleRow, RunFile } from './run-file.ts';
import { hasFailed, type VerdictEntry } from './verdict.ts';
import { measuredText, verdictCounts, verdictLabels, verdictWord } from './verdict-text.ts';

/** GitHub refuses more for one step; bytes. */
export const MAX_SUMMARY_BYTES = 1024 * 1024;

/** The rules that cost most; the dump has all. */
const RANKED_RULES = 10;

/** Pieces of advice shown; the dump has all. */
const SUMMARY_ADVICE = 5;

/** What is kept free for the line that says what was left out; bytes. */
const NOTE_BYTES = 200;

/**
 * A run as Markdown for the summary of a step of GitHub Actions: verdicts, the worst first, and the rules that cost
 * most. What does not fit into the room is left out by whole rows, and counted.
 *
 * @param roomBytes how much the summary may still take
 */
export function stepSummary(run: RunFile, roomBytes: number): string {
  const head = `### kestrel-perf: ${titleOf(run)}\n\n${runLine(run)}\n`;
  const costs = `\n${markdownTable(COST_HEAD, rankRules(run.rules, { sort: 'cpu', filter: 'all', topN: RANKED_RULES }).shown.map(costRow))}`;
  const changes = rankedAdvice(run.rules, SUMMARY_ADVICE).map(adviceLine).join('');
  const advice = changes === '' ? '' : `\nWhat to change:\n\n${changes}`;
  const warnings = run.warnings.slice(0, RANKED_RULES).map(({ message }) => `- ${markdownCode(message)}\n`);
  const fixed = `${head}${warnings.length === 0 ? '' : `\n${warnings.join('')}`}`;
  const verdicts = verdictPart(run, roomBytes - bytes(fixed) - bytes(costs) - bytes(advice) - NOTE_BYTES);
  const text = `${fixed}${verdicts}${costs}${advice}\n`;
  // Rule ids have no limit; a summary that is too large would be refused as a whole.
  return bytes(text) <= roomBytes ? text : bytes(head) <= roomBytes ? head : '';
}

function titleOf({ budgets }: RunFile): string {
  if (budgets.length === 0) return 'replay';
  return hasFailed(budgets) ? 'budgets broken' : 'budgets kept';
}

function runLine({ stream, pack, alerts, wall_time_ns }: RunFile): string {
  const part = (value: number, name: string) => `${countText(value)} ${name}`;
  return `${[part(stream.events, 'events'), part(pack.rules, 'rules'), part(alerts.count, 'alerts')].join(', ')} in ${durationText(wall_time_ns)}`;
}

function verdictPart(run: RunFile, roomBytes: number): string {
  const { budgets: verdicts } = run;
  if (verdicts.length === 0) return '';
  let text = `\n${verdictCounts(verdicts)}\n\n${markdownTable(VERDICT_HEAD, [])}`;
  let room = roomBytes - bytes(text);
  const label = verdictLabels(run);
  const told = verdicts.filter(({ effect }) => effect !== 'pass');
  // Where all is well, that is shown as well.
  const shown = told.length > 0 ? told : verdicts;
  for (const [index, entry] of shown.entries()) {
    const row = verdictRow(entry, label(entry));
    room -= bytes(row);
    if (room < 0) return `${text}\n${countText(shown.length - index)} more verdicts do not fit here\n`;
    text += row;
  }
  return text;
}

const VERDICT_HEAD = ['verdict', 'rule', 'figure', 'budget', 'why'];

function verdictRow(entry: VerdictEntry, label: string): string {
  const { budget, reason } = entry;
  return markdownRow([
    verdictWord(entry),
    markdownCode(label),
    markdownFigure(measuredText(entry)),
    markdownCode(budget),
    reason === null ? '' : markdownCode(reason),
  ]);
}

/** A finding holds text of the rule between backquotes: all of it is shown as code, which has no use for those. */
function adviceLine({ row, entry }: RankedAdvice): string {
  const saves = entry.saves_ns === null ? '' : `, saves about ${durationText(entry.saves_ns)}`;
  const place = markdownCode(placeText(row, entry));
  return `- ${markdownCode(ruleLabel(row))} (${place}): ${markdownCode(`${entry.finding}. ${entry.action}`.replaceAll('`', "'"))}${saves}\n`;
}

const COST_HEAD = ['rule', 'type', 'cpu', 'of rules', 'evaluations', 'alerts', 'avg'];

function costRow(rule: RuleRow): string[] {
  return [
    markdownCode(ruleLabel(rule)),
    rule.type,
    durationText(rule.cpu_time_ns),
    markdownFigure(shareText(rule.cpu_share)),
    countText(rule.evaluations),
    countText(rule.alerts_generated),
    durationText(rule.avg_latency_ns),
  ];
}

function bytes(text: string): number {
  return Buffer.byteLength(text);
}
