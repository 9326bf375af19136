import type { EventFilter } from '../engine/eql/ast.ts';
import { type EqlRule, isEqlRule, type Rule, type RuleIndex } from '../engine/rule.ts';

/** A rule for single events that stands for a rule, or for one step of it. */
export interface SurveyPart {
  /** The rule that it is part of, by place in the pack. */
  readonly rule: RuleIndex;
  readonly part: Rule;
}

/**
 * What has to be asked of an event to know whether it means anything to a rule: the rule itself, or each step of a sequence
 * or sample, with its `until`. What a sequence remembers is of no interest here, and would take most of the time.
 */
export function surveyParts(rules: readonly Rule[]): SurveyPart[] {
  return rules.flatMap((rule, index) => partsOf(rule).map((part) => ({ rule: index, part })));
}

function partsOf(rule: Rule): Rule[] {
  if (!isEqlRule(rule) || rule.query.kind === 'event') return [rule];
  const { query } = rule;
  const until = query.kind === 'sequence' && query.until !== null ? [query.until] : [];
  return [...query.steps, ...until].map(({ filter }) => stepRule(rule, filter));
}

function stepRule(rule: EqlRule, filter: EventFilter): EqlRule {
  return { ...rule, kind: 'eql', query: { kind: 'event', filter, pipes: [], span: rule.query.span } };
}
