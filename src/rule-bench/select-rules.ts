import { matchesGlob } from '../budget/glob.ts';
import type { Rule } from '../engine/rule.ts';
import type { RuleFilter } from '../report/rank.ts';

/** Which rules were asked for. */
export interface SelectedRules {
  readonly rules: readonly Rule[];
  /** Patterns that no rule of the pack fits, of whatever kind. */
  readonly unmatched: readonly string[];
}

/**
 * The rules of a kind whose id or name fits one of the patterns, in any letter case: `*` is any text, `?` one character.
 *
 * @param patterns none: all rules
 */
export function selectRules(
  rules: readonly Rule[],
  patterns: readonly string[],
  filter: RuleFilter,
): SelectedRules {
  const fits = (rule: Rule, pattern: string): boolean =>
    [rule.id, rule.name].some((text) => matchesGlob(pattern.toLowerCase(), text.toLowerCase()));
  return {
    rules: rules.filter(
      (rule) =>
        (filter === 'all' || rule.kind === filter) &&
        (patterns.length === 0 || patterns.some((pattern) => fits(rule, pattern))),
    ),
    unmatched: patterns.filter((pattern) => !rules.some((rule) => fits(rule, pattern))),
  };
}
