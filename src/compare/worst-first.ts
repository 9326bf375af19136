import type { ComparedRule } from './comparison-file.ts';

/** Changes of which a comparison is about; everything else is the rest. */
export function isChanged(rule: ComparedRule): boolean {
  return (
    rule.time.verdict === 'slower' ||
    rule.time.verdict === 'faster' ||
    rule.counters.length > 0 ||
    rule.rule_id !== rule.base_rule_id ||
    answersDiffer(rule)
  );
}

/** Whether a rule found something else. */
export function answersDiffer({ alerts, counters }: ComparedRule): boolean {
  return (
    counters.some(({ name }) => name === 'alerts_generated') ||
    (alerts !== null && alerts.gained + alerts.lost > 0)
  );
}

/** Rules that became slower, the worst first; then those that find something else, then all others, by their ratio. */
export function worstFirst(rules: readonly ComparedRule[]): ComparedRule[] {
  const group = (rule: ComparedRule): number => {
    if (rule.time.verdict === 'slower') return 0;
    if (answersDiffer(rule)) return 1;
    return isChanged(rule) ? 2 : 3;
  };
  // One that cannot be told is in the middle, as if it were the same.
  const ratio = (rule: ComparedRule): number => rule.time.ratio ?? 1;
  return [...rules].sort(
    (a, b) => group(a) - group(b) || ratio(b) - ratio(a) || (a.rule_id < b.rule_id ? -1 : 1),
  );
}
