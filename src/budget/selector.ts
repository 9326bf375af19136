import type { RuleRow } from '../report/run-file.ts';
import { isGlob, matchesGlob } from './glob.ts';

/** What a selector can ask for. */
export const SELECTOR_KEYS = ['rule', 'type', 'severity', 'tag', 'file'] as const;

export type SelectorKey = (typeof SELECTOR_KEYS)[number];

/** Which rules a budget is for: those that have all of it. Empty: all rules. */
export type Selector = ReadonlyMap<SelectorKey, string>;

/** Whether a rule is meant. Ids, tags and files fit by wildcards; types and severities without regard to case. */
export function selects(selector: Selector, rule: RuleRow): boolean {
  return [...selector].every(([key, wanted]) => FITS[key](rule, wanted));
}

/** The one rule that is meant by its name, which then has to be there; undefined where any may do. */
export function namedRule(selector: Selector): string | undefined {
  const rule = selector.get('rule');
  return rule === undefined || isGlob(rule) ? undefined : rule;
}

const FITS: Readonly<Record<SelectorKey, (rule: RuleRow, wanted: string) => boolean>> = {
  rule: ({ rule_id }, wanted) => rule_id === wanted || matchesGlob(wanted, rule_id),
  type: ({ type }, wanted) => type.toLowerCase() === wanted.toLowerCase(),
  severity: ({ severity }, wanted) => severity === wanted.toLowerCase(),
  tag: ({ tags }, wanted) => tags.some((tag) => matchesGlob(wanted, tag)),
  file: ({ file }, wanted) => matchesGlob(wanted, file),
};
