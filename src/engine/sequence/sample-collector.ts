import { compareJoinKeys, type JoinKey } from './join-keys.ts';
import { LinkedMap } from './linked-map.ts';
import type { Place } from './step-event.ts';

/** The events of one key, by filter, in the order of the stream. */
type Candidates = readonly Place[][];

/**
 * Collects the events of a sample: unordered, one of each filter with the same key, all different. Time plays
 * no role, so what a key yields is only certain at the end.
 */
export class SampleCollector {
  /** Keys dropped because a limit was reached. */
  evicted = 0;
  /** How many events are held. */
  eventCount = 0;
  readonly #filterCount: number;
  readonly #samplesPerKey: number;
  readonly #maxKeys: number;
  readonly #byKey = new LinkedMap<JoinKey, Candidates>();

  /**
   * @param samplesPerKey the most samples that one key yields
   * @param maxKeys the most keys that are remembered; beyond it the first seen goes
   */
  constructor(filterCount: number, samplesPerKey: number, maxKeys: number) {
    this.#filterCount = filterCount;
    this.#samplesPerKey = samplesPerKey;
    this.#maxKeys = maxKeys;
  }

  get keyCount(): number {
    return this.#byKey.size;
  }

  add(filter: number, key: JoinKey, event: Place): void {
    let candidates = this.#byKey.get(key);
    if (candidates === undefined) {
      if (this.#byKey.size >= this.#maxKeys) this.evict(1);
      candidates = Array.from({ length: this.#filterCount }, () => []);
      this.#byKey.set(key, candidates);
    }
    const ofFilter = candidates[filter]!;
    // The first samples of a key are made of each filter's first events: the other filters take but a few of them.
    if (ofFilter.length >= this.#filterCount * this.#samplesPerKey) return;
    ofFilter.push(event);
    this.eventCount++;
  }

  /** Drops the keys that were seen first. */
  evict(count: number): void {
    for (let dropped = 0; dropped < count; dropped++) {
      const { oldest } = this.#byKey;
      if (oldest === undefined) return;
      this.#byKey.delete(oldest.key);
      this.eventCount -= oldest.value.reduce((sum, { length }) => sum + length, 0);
      this.evicted++;
    }
  }

  /** The samples of every key, keys ascending; nothing remains. */
  take(): readonly (readonly Place[])[] {
    const keys = this.#byKey.keys().sort(compareJoinKeys);
    const samples = keys.flatMap((key) => this.#samplesOf(this.#byKey.get(key)!));
    this.#byKey.clear();
    this.eventCount = 0;
    return samples;
  }

  #samplesOf(candidates: Candidates): readonly (readonly Place[])[] {
    const samples: Place[][] = [];
    const choose = (chosen: readonly Place[]): void => {
      if (chosen.length === this.#filterCount) {
        samples.push([...chosen]);
        return;
      }
      for (const event of candidates[chosen.length]!) {
        if (!chosen.includes(event)) choose([...chosen, event]);
        if (samples.length >= this.#samplesPerKey) return;
      }
    };
    choose([]);
    return samples;
  }
}
