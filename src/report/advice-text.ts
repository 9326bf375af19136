import { durationText, shareText } from './figure-text.ts';
import type { AdviceCode, AdviceEntry } from './rule-advice.ts';
import { ruleLabel } from './rule-label.ts';
import type { RuleRow, RunFile } from './run-file.ts';
import { visibleText } from './visible-text.ts';

/** More than that nobody changes before the next run; the run file has all. */
const MAX_SHOWN = 10;

/**
 * These are told elsewhere: of all rules together, beside what else stands out, or when the rules are loaded.
 * @see findingTexts, lintQuery
 */
const TOLD_ELSEWHERE: ReadonlySet<AdviceCode> = new Set<AdviceCode>([
  'never-ran',
  'alerts-on-most-events',
  'generic-first-step',
  'state-only-grows',
  'sequence-without-maxspan',
]);

/** A piece of advice and the rule it is for. */
export interface RankedAdvice {
  readonly row: RuleRow;
  readonly entry: AdviceEntry;
}

/** Advice about single rules, what spares most time first; what has no estimate comes last, by the time of its rule. */
export function rankedAdvice(rows: readonly RuleRow[], most: number = MAX_SHOWN): readonly RankedAdvice[] {
  return rows
    .flatMap((row) => (row.advice ?? []).map((entry) => ({ row, entry })))
    .filter(({ entry }) => !TOLD_ELSEWHERE.has(entry.code))
    .toSorted((one, other) => (other.entry.saves_ns ?? -1) - (one.entry.saves_ns ?? -1) || byCost(one, other))
    .slice(0, most);
}

function byCost(one: RankedAdvice, other: RankedAdvice): number {
  return other.row.cpu_time_ns - one.row.cpu_time_ns;
}

/** What to change, a paragraph each: the rule, the place, what was seen, what to do and what that would spare. */
export function adviceTexts(rows: readonly RuleRow[], run: Pick<RunFile, 'rules'>): readonly string[] {
  const allRulesNs = run.rules.reduce((sum, { cpu_time_ns }) => sum + cpu_time_ns, 0);
  return rankedAdvice(rows).map(({ row, entry }) => {
    const sentence = `${entry.finding}. ${entry.action}${savingText(entry, allRulesNs)}`;
    return visibleText(`${ruleLabel(row)} (${placeText(row, entry)}): ${sentence}`);
  });
}

/** `rules/a.eql:3:7` */
export function placeText(
  { file }: Pick<RuleRow, 'file'>,
  { line, column }: Pick<AdviceEntry, 'line' | 'column'>,
): string {
  return [file, ...(line === null ? [] : [line, ...(column === null ? [] : [column])])].join(':');
}

function savingText({ saves_ns }: AdviceEntry, allRulesNs: number): string {
  if (saves_ns === null) return '';
  const share = allRulesNs === 0 ? '' : `, ${shareText(saves_ns / allRulesNs)} of rule time`;
  return ` (saves about ${durationText(saves_ns)}${share})`;
}
