import type { Alert } from '../engine/alert.ts';

/** Alerts that are kept of one side, of all rules together: some hundred bytes each. */
export const MOST_ALERTS_KEPT = 500_000;

/** The numbers of the events an alert is made of; null for a step that is a missing event. */
export type AlertEvents = readonly (number | null)[];

/** The alerts of one rule, as far as they were kept. */
export interface RuleAlerts {
  readonly kept: readonly AlertEvents[];
  /** All of them. */
  readonly count: number;
}

/** Keeps what one replay finds, within a limit: what comes after it is counted only. */
export class AlertRecord {
  readonly #kept: AlertEvents[][];
  readonly #counts: Float64Array;
  #room: number;
  readonly #roomPerRule: number;

  /** @param mostKept of all rules; one rule may have a fifth of it, so that a flood leaves room for the others */
  constructor(rules: number, mostKept = MOST_ALERTS_KEPT) {
    this.#kept = Array.from({ length: rules }, () => []);
    this.#counts = new Float64Array(rules);
    this.#room = mostKept;
    this.#roomPerRule = Math.ceil(mostKept / 5);
  }

  add({ rule, events }: Alert): void {
    this.#counts[rule]! += 1;
    const kept = this.#kept[rule]!;
    // Once one was left out, all later ones are: what is kept is the beginning and nothing else.
    const isComplete = kept.length === this.#counts[rule]! - 1;
    if (!isComplete || this.#room === 0 || kept.length >= this.#roomPerRule) return;
    this.#room--;
    kept.push(events);
  }

  /** @param rule its place in the pack */
  of(rule: number): RuleAlerts {
    return { kept: this.#kept[rule]!, count: this.#counts[rule]! };
  }
}
