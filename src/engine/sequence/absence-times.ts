import type { Moment } from '../events/timestamp.ts';
import type { JoinKey } from './join-keys.ts';
import { LinkedMap } from './linked-map.ts';
import { compareMoments } from './step-event.ts';

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
  readonly #times = new LinkedMap<JoinKey, LatestTimes>();

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
      // Keeps the map in the order of its latest times.
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
    for (let { oldest } = this.#times; oldest !== undefined; { oldest } = this.#times) {
      if (oldest.value.latest.ms >= ms) return;
      this.#times.delete(oldest.key);
    }
  }

  /** Forgets the key that was heard of longest ago. */
  forgetOldest(): void {
    const { oldest } = this.#times;
    if (oldest !== undefined) this.#times.delete(oldest.key);
  }

  clear(): void {
    this.#times.clear();
  }
}
