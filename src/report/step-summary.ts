import { countText, durationText, shareText } from './figure-text.ts';
import { rankRules } from './rank.ts';
import { ruleLabel } from './rule-label.ts';
import type { RuleRow, RunFile } from './run-file.ts';
import { hasFailed, type VerdictEntry } from './verdict.ts';
import { measuredText, verdictCounts, verdictLabels, verdictWord } from './verdict-text.ts';
import { visibleText } from './visible-text.ts';

/** GitHub refuses more for one step; bytes. */
export const MAX_SUMMARY_BYTES = 1024 * 1024;

/** The rules that cost most; the dump has all. */
const RANKED_RULES = 10;

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
  const costs = `\n${tableOf(COST_HEAD, rankRules(run.rules, { sort: 'cpu', filter: 'all', topN: RANKED_RULES }).shown.map(costRow))}`;
  const warnings = run.warnings.slice(0, RANKED_RULES).map(({ message }) => `- ${code(message)}\n`);
  const fixed = `${head}${warnings.length === 0 ? '' : `\n${warnings.join('')}`}`;
  const verdicts = verdictPart(run, roomBytes - bytes(fixed) - bytes(costs) - NOTE_BYTES);
  const text = `${fixed}${verdicts}${costs}\n`;
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
  let text = `\n${verdictCounts(verdicts)}\n\n${tableOf(VERDICT_HEAD, [])}`;
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
  return rowOf([verdictWord(entry), code(label), figure(measuredText(entry)), code(budget), reason ?? '']);
}

const COST_HEAD = ['rule', 'type', 'cpu', 'of rules', 'evaluations', 'alerts', 'avg'];

function costRow(rule: RuleRow): string {
  return rowOf([
    code(ruleLabel(rule)),
    rule.type,
    durationText(rule.cpu_time_ns),
    figure(shareText(rule.cpu_share)),
    countText(rule.evaluations),
    countText(rule.alerts_generated),
    durationText(rule.avg_latency_ns),
  ]);
}

function tableOf(head: readonly string[], rows: readonly string[]): string {
  return `${rowOf(head)}${rowOf(head.map(() => '---'))}${rows.join('')}`;
}

function rowOf(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}

/** Untrusted text as code. What could be Markdown, HTML, a link or a mention is written as a character reference. */
function code(text: string): string {
  const safe = visibleText(text).replace(/[^\p{L}\p{N} -]/gu, (one) => `&#${one.codePointAt(0)};`);
  return `<code>${safe}</code>`;
}

/** `<0.1 %` is no HTML. */
function figure(text: string): string {
  return text.replaceAll('<', '&lt;');
}

function bytes(text: string): number {
  return Buffer.byteLength(text);
}
