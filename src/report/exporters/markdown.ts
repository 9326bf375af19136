import { bytesText, countText, durationText, latencyText, shareText } from '../figure-text.ts';
import { findingTexts } from '../finding-texts.ts';
import { rankRules } from '../rank.ts';
import { ruleLabel } from '../rule-label.ts';
import type { RuleRow, RunFile, WarningEntry } from '../run-file.ts';
import type { VerdictEntry } from '../verdict.ts';
import { measuredText, verdictCounts, verdictLabels, verdictWord } from '../verdict-text.ts';
import { type Exporter, writeText } from './exporter.ts';
import { markdownCode, markdownFigure, markdownTable } from './markdown-parts.ts';

/** The rules that cost most, and the verdicts and warnings; the run file has all. */
const SHOWN = 20;

/**
 * A run as GitHub Flavored Markdown, for a comment or a page: what ran where, verdicts, the rules that cost most, what
 * stands out among the rules, and warnings. All that comes from rules, recordings and machines is in code spans, in
 * which nothing is a link, a mention, HTML or a column.
 *
 * The format: https://github.github.com/gfm/
 */
export const markdownExporter: Exporter = {
  extensions: ['.md'],
  write: (run, out) => writeText(out, markdownText(run)),
};

function markdownText(run: RunFile): string {
  const parts = [
    `# kestrel-perf\n\n${summaryText(run)}`,
    machineText(run),
    verdictsText(run),
    rulesText(run),
    listText('What stands out', findingTexts(run.rules)),
    listText('Warnings', run.warnings.map(warningText)),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function summaryText({ stream, pack, alerts, wall_time_ns, timestamp }: RunFile): string {
  const counts = `${countText(stream.events)} events, ${countText(pack.rules)} rules, ${countText(alerts.count)} alerts`;
  return `${counts} in ${durationText(wall_time_ns)}, ended at ${markdownCode(timestamp)}.\n`;
}

function machineText({ stream, pack, engine }: RunFile): string {
  const { name, version, node, platform, arch, cpu_model, cpu_count } = engine;
  const cpu = `${countText(cpu_count)} x ${cpu_model ?? 'unknown processor'}`;
  return markdownTable(
    ['what', 'which'],
    [
      ['recording', markdownCode(stream.inputs.join(', '))],
      ['rules', markdownCode(pack.paths.join(', '))],
      ['pack', markdownCode(pack.hash)],
      ['program', markdownCode(`${name} ${version}, Node ${node}`)],
      ['machine', markdownCode(`${platform} ${arch}, ${cpu}`)],
    ],
  );
}

function verdictsText(run: RunFile): string {
  const { budgets } = run;
  if (budgets.length === 0) return '';
  const told = budgets.filter(({ effect }) => effect !== 'pass');
  // Where all is well, that is shown as well.
  const of = told.length > 0 ? told : budgets;
  const label = verdictLabels(run);
  const table = markdownTable(
    ['verdict', 'rule', 'figure', 'budget', 'why'],
    of.slice(0, SHOWN).map((entry) => verdictRow(entry, label(entry))),
  );
  return `## Budgets\n\n${verdictCounts(budgets)}\n\n${table}${moreText(of.length, 'verdicts')}`;
}

function verdictRow(entry: VerdictEntry, label: string): string[] {
  const { budget, reason } = entry;
  return [
    verdictWord(entry),
    markdownCode(label),
    markdownFigure(measuredText(entry)),
    markdownCode(budget),
    reason === null ? '' : markdownCode(reason),
  ];
}

const RULE_HEAD = [
  '#',
  'rule',
  'type',
  'cpu',
  'of rules',
  'evaluations',
  'alerts',
  'avg',
  'p99',
  'peak memory',
];

function rulesText({ rules }: RunFile): string {
  if (rules.length === 0) return '## Rules\n\nNo rules ran.\n';
  const { shown, hidden } = rankRules(rules, { sort: 'cpu', filter: 'all', topN: SHOWN });
  const table = markdownTable(
    RULE_HEAD,
    shown.map((row, index) => ruleCells(row, index + 1)),
  );
  if (hidden.length === 0) return `## Rules\n\n${table}`;
  const share = hidden.every(({ cpu_share }) => cpu_share !== null)
    ? hidden.reduce((sum, { cpu_share }) => sum + cpu_share!, 0)
    : null;
  const more = `${countText(hidden.length)} more, ${markdownFigure(shareText(share))} of rule time\n`;
  return `## Rules\n\n${table}\n${more}`;
}

function ruleCells(row: RuleRow, rank: number): string[] {
  return [
    String(rank),
    markdownCode(ruleLabel(row)),
    row.type,
    durationText(row.cpu_time_ns),
    markdownFigure(shareText(row.cpu_share)),
    countText(row.evaluations),
    countText(row.alerts_generated),
    durationText(row.avg_latency_ns),
    markdownFigure(latencyText(row.p99_latency_ns)),
    bytesText(row.peak_memory_bytes),
  ];
}

function warningText({ message, advice, count, places = [] }: WarningEntry): string {
  const times = count !== undefined && count > 1 ? ` (${countText(count)} times)` : '';
  const at = places.length === 0 ? '' : `, at ${places.join(', ')}`;
  return `${message}${times}${at}${advice === undefined ? '' : `. ${advice}`}`;
}

function listText(title: string, texts: readonly string[]): string {
  if (texts.length === 0) return '';
  const items = texts.slice(0, SHOWN).map((text) => `- ${markdownCode(text)}\n`);
  return `## ${title}\n\n${items.join('')}${moreText(texts.length, '')}`;
}

function moreText(count: number, what: string): string {
  return count <= SHOWN ? '' : `\n${`${countText(count - SHOWN)} more ${what}`.trimEnd()}\n`;
}
