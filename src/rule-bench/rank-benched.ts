import type { BenchedRule } from './bench-file.ts';

/** What a rule is ranked by: the larger of its medians; -1 without any. */
function slowestNs({ match, no_match }: BenchedRule): number {
  return Math.max(match?.median_ns ?? -1, no_match?.median_ns ?? -1);
}

/** The slowest first; equal ones, and those without figures behind them, in the order of their ids. */
export function rankBenched(rules: readonly BenchedRule[]): BenchedRule[] {
  return rules.toSorted(
    (one, other) =>
      slowestNs(other) - slowestNs(one) ||
      // By code units and not by locale: the same order on every machine.
      (one.rule_id < other.rule_id ? -1 : one.rule_id > other.rule_id ? 1 : 0),
  );
}

/** Whether anything was measured of it. */
export function hasFigures({ match, no_match }: BenchedRule): boolean {
  return match !== null || no_match !== null;
}
