import type { JoinKey } from './join-keys.ts';
import { compareMoments, type Moment } from './step-event.ts';

/** When the event that must be missing last happened for a key. */
interface LatestTimes {
  latest: Moment;
  /** The latest in an earlier millisecond than `latest`. */
  before: Moment | undefined;
}

/**
 * When the events of one missing step happened, by key. Only the latest of the latest two milliseconds of a key
 * are kept: events of the very millisecond of a step do not count, so the one before it must be known.
 */
export class AbsenceTimes {
  readonly #times = new Map<JoinKey, LatestTimes>();

  get count(): number {
    return this.#times.size;
  }

  add(key: JoinKey, moment: Moment): void {
    const known = this.#times.get(key);
    if (known === undefined) {
      this.#times.set(key, { latest: moment, before: undefined });
      return;
    }
    const { latest, before } = known;
    if (compareMoments(moment, latest) > 0) {
      if (moment.ms > latest.ms) known.before = latest;
      known.latest = moment;
      // Keeps the map in the order of its latest times, so that the oldest are at its front.
      this.#times.delete(key);
      this.#times.set(key, known);
    } else if (moment.ms < latest.ms && (before === undefined || compareMoments(moment, before) > 0)) {
      known.before = moment;
    }
  }

  /** The latest for a key in a millisecond before `ms`; undefined if there is none. */
  latestBefore(key: JoinKey, ms: number): Moment | undefined {
    const known = this.#times.get(key);
    if (known === undefined) return undefined;
    if (known.latest.ms < ms) return known.latest;
    return known.before !== undefined && known.before.ms < ms ? known.before : undefined;
  }

  /** Forgets keys whose events are all before `ms`. */
  forgetBefore(ms: number): void {
    for (const [key, { latest }] of this.#times) {
      if (latest.ms >= ms) return;
      this.#times.delete(key);
    }
  }

  /** Forgets the key that was heard of longest ago. */
  forgetOldest(): void {
    for (const key of this.#times.keys()) {
      this.#times.delete(key);
      return;
    }
  }

  clear(): void {
    this.#times.clear();
  }
}
