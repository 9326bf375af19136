import type { RuleIndex } from '../../engine/rule.ts';
import type { LiveSnapshot } from './live-snapshot.ts';

/** So many snapshots are remembered: four minutes at two seconds. */
const DEFAULT_CAPACITY = 120;

interface Moment {
  readonly takenAtNs: number;
  /** By rule; NaN where not measured. */
  readonly memoryBytes: Float64Array;
  readonly offered: Float64Array;
}

/** What one rule did over time, the oldest first. */
export interface RuleHistory {
  /** At each snapshot; null where not measured. */
  readonly memoryBytes: readonly (number | null)[];
  /** Events offered per second, between each snapshot and the next: one less than snapshots. */
  readonly eventsPerSecond: readonly number[];
}

/** The last snapshots of a run, as little of them as curves over time need: 16 bytes per rule and snapshot. */
export class History {
  readonly #capacity: number;
  readonly #moments: Moment[] = [];

  /** @param capacity the most snapshots to remember */
  constructor(capacity = DEFAULT_CAPACITY) {
    this.#capacity = capacity;
  }

  add({ takenAtNs, figures }: LiveSnapshot): void {
    const memoryBytes = Float64Array.from(figures, ({ memoryBytes }) => memoryBytes ?? Number.NaN);
    const offered = Float64Array.from(figures, ({ offered }) => offered);
    this.#moments.push({ takenAtNs, memoryBytes, offered });
    if (this.#moments.length > this.#capacity) this.#moments.shift();
  }

  of(rule: RuleIndex): RuleHistory {
    const memoryBytes = this.#moments.map((moment) => {
      const bytes = moment.memoryBytes[rule]!;
      return Number.isNaN(bytes) ? null : bytes;
    });
    const eventsPerSecond = this.#moments.slice(1).map((moment, at) => {
      const before = this.#moments[at]!;
      const seconds = (moment.takenAtNs - before.takenAtNs) / 1e9;
      return seconds > 0 ? (moment.offered[rule]! - before.offered[rule]!) / seconds : 0;
    });
    return { memoryBytes, eventsPerSecond };
  }
}
