import type { RuleIndex } from '../../engine/rule.ts';
import type { LiveFigures, LiveRule, LiveSnapshot } from '../source/live-snapshot.ts';
import type { Rates } from '../source/rates.ts';

/** One rule as the table shows it. */
export interface TopRow {
  readonly rule: RuleIndex;
  readonly info: LiveRule;
  /** Its id or name, made printable. */
  readonly label: string;
  readonly figures: LiveFigures;
  /** Share of the engine's time in the last interval, 0 to 1. */
  readonly cpuShare: number | null;
  /** Per evaluation. */
  readonly avgLatencyNs: number | null;
  /** Alerts per event offered. */
  readonly alertRate: number | null;
}

/**
 * The rows of a snapshot, in the order of the pack.
 *
 * @param labels by rule
 */
export function topRows(
  rules: readonly LiveRule[],
  labels: readonly string[],
  { figures }: LiveSnapshot,
  rates: Rates | null,
): TopRow[] {
  return rules.map((info, rule) => {
    const ofRule = figures[rule]!;
    const { cpuTimeNs, evaluations, alerts, offered } = ofRule;
    return {
      rule,
      info,
      label: labels[rule]!,
      figures: ofRule,
      cpuShare: rates?.cpuShare[rule] ?? null,
      avgLatencyNs: evaluations === 0 ? null : cpuTimeNs / evaluations,
      alertRate: offered === 0 ? null : alerts / offered,
    };
  });
}
