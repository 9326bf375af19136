import { styleText } from 'node:util';
import { countText, durationText } from '../report/figure-text.ts';
import { ruleLabel } from '../report/rule-label.ts';
import { type Column, layoutTable } from '../report/table-layout.ts';
import { printable, wrapText } from '../report/terminal-text.ts';
import { alertsText, changeText, eventsText, intervalText } from './change-texts.ts';
import type { ComparedRule, Comparison } from './comparison-file.ts';
import { isChanged } from './worst-first.ts';

export interface ComparisonTextOptions {
  /** Of the terminal; less than 40 is taken for 40. */
  readonly widthColumns: number;
  readonly color: boolean;
  /** Changed rules to show; 0 for all. */
  readonly topN: number;
}

const MIN_WIDTH_COLUMNS = 40;
/** Alerts named on screen, gained and lost each. */
const SHOWN_ALERTS = 5;

const COLUMNS: readonly Column<ComparedRule>[] = [
  { header: 'rule', align: 'left', dropOrder: 0, minWidthColumns: 12, text: ruleLabel },
  { header: 'time', align: 'left', dropOrder: 0, text: ({ time }) => time.verdict },
  { header: 'change', align: 'right', dropOrder: 0, text: ({ time }) => changeText(time.ratio) },
  { header: '95 % interval', align: 'right', dropOrder: 1, text: ({ time }) => intervalText(time) },
  {
    header: 'base',
    align: 'right',
    dropOrder: 3,
    text: ({ time }) => durationText(time.base_ns_per_event),
  },
  {
    header: 'head /event',
    align: 'right',
    dropOrder: 2,
    text: ({ time }) => durationText(time.head_ns_per_event),
  },
  { header: 'alerts', align: 'right', dropOrder: 0, text: alertsText },
  {
    header: 'edited',
    align: 'left',
    dropOrder: 4,
    text: ({ edited }) => (edited === null ? '?' : edited ? 'yes' : 'no'),
  },
];

/** A comparison for a terminal: what changed, the worst first, and what could not be told. Ends with a line break. */
export function comparisonText(comparison: Comparison, options: ComparisonTextOptions): string {
  const widthColumns = Math.max(MIN_WIDTH_COLUMNS, options.widthColumns);
  const changed = comparison.rules.filter(isChanged);
  const shown = options.topN === 0 ? changed : changed.slice(0, options.topN);
  const lines: string[] = [];
  const say = (text: string): void => void lines.push(...wrapText(text, widthColumns));
  if (shown.length > 0) {
    const [header, ...rows] = layoutTable(COLUMNS, shown, widthColumns);
    lines.push(options.color ? styleText('bold', header!, { validateStream: false }) : header!, ...rows);
    if (shown.length < changed.length)
      say(`${countText(changed.length - shown.length)} more rules changed; --top-n 0 shows all`);
    lines.push('');
  }
  for (const rule of shown) for (const text of changeDetails(rule)) say(text);
  for (const { rule_id, alerts } of comparison.removed)
    say(`${printable(rule_id)} was removed, with ${alertCount(alerts)}`);
  for (const { rule_id, alerts } of comparison.added)
    say(`${printable(rule_id)} was added, with ${alertCount(alerts)}`);
  for (const text of summary(comparison, changed.length)) say(text);
  for (const { message, advice } of comparison.findings)
    say(advice === undefined ? message : `${message}. ${advice}`);
  return `${lines.join('\n')}\n`;
}

/** What is to be said of a changed rule beside its row. */
export function changeDetails(rule: ComparedRule): string[] {
  const name = printable(rule.rule_id);
  const texts: string[] = [];
  if (rule.rule_id !== rule.base_rule_id) texts.push(`${name} was ${printable(rule.base_rule_id)} before`);
  const { alerts } = rule;
  if (alerts !== null && alerts.lost > 0)
    texts.push(
      `${name} lost ${alertCount(alerts.lost)}: ${eventsText(alerts.first_lost.slice(0, SHOWN_ALERTS), alerts.lost)}`,
    );
  if (alerts !== null && alerts.gained > 0)
    texts.push(
      `${name} gained ${alertCount(alerts.gained)}: ${eventsText(alerts.first_gained.slice(0, SHOWN_ALERTS), alerts.gained)}`,
    );
  if (rule.counters.length > 0) {
    const counts = rule.counters.map(
      ({ name: counter, base, head }) =>
        `${counter} ${base === null ? '-' : countText(base)} → ${head === null ? '-' : countText(head)}`,
    );
    texts.push(`${name} counts differently: ${counts.join(', ')}`);
  }
  return texts;
}

/** How much was compared, and that nothing changed where nothing did. */
export function summary(comparison: Comparison, changed: number): string[] {
  const { base, head, rules, added, removed, effect } = comparison;
  const of = (verdict: string): number => rules.filter(({ time }) => time.verdict === verdict).length;
  const judged = of('slower') + of('faster') + of('same') + of('unclear') + of('side-effect');
  const texts: string[] = [];
  const isUnchanged = changed + added.length + removed.length === 0;
  if (isUnchanged) texts.push(judged > 0 ? 'No change.' : 'No change in what rules find and count.');
  texts.push(
    `${countText(rules.length)} rules on both sides, ${countText(base.events)} events, ${base.replays} and ${head.replays} replays`,
    `times: ${of('slower')} slower, ${of('faster')} faster, ${of('same')} the same within ${(effect * 100).toFixed(0)} %, ` +
      `${of('unclear')} without a change that could be told, ${of('side-effect')} moved by side effects, ${of('too-cheap')} too cheap to matter, ${of('not-judged')} not judged`,
  );
  return texts;
}

function alertCount(count: number): string {
  return `${countText(count)} ${count === 1 ? 'alert' : 'alerts'}`;
}
