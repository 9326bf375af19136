import type { Row } from '../../engine/batch/event-batch.ts';
import type { RuleIndex } from '../../engine/rule.ts';
import { FIRST_STRETCH_EVENTS } from './memory-series.ts';

/** So many events at the beginning are looked at closely: a recording of a few thousand has enough points then. */
const CLOSELY_EVENTS = 4096;
/** How many events lie between two looks from then on. */
const STRETCH_EVENTS = 1024;

/**
 * What Lua and Wasm rules hold within a batch. They run on it one after another, so the figures come rule by rule, and
 * leave in the order of events.
 */
export class MidBatchMemory {
  readonly #ruleCount: number;
  /** As of the end of the batch before. */
  #events = 0;
  readonly #bytes: Float64Array;
  readonly #ended: Float64Array;
  /** In the batch at hand. */
  #stops: readonly Row[] = [];
  /** By stop, then by rule; NaN where nobody said. */
  #noted = new Float64Array(0);

  constructor(ruleCount: number) {
    this.#ruleCount = ruleCount;
    this.#bytes = new Float64Array(ruleCount).fill(Number.NaN);
    this.#ended = new Float64Array(ruleCount);
  }

  /** @returns the rows of a batch of so many events before which rules are looked at */
  begin(events: number): readonly Row[] {
    const stretch = this.#events < CLOSELY_EVENTS ? FIRST_STRETCH_EVENTS : STRETCH_EVENTS;
    const stops: Row[] = [];
    for (let row = stretch; row < events; row += stretch) stops.push(row);
    this.#stops = stops;
    const size = stops.length * this.#ruleCount;
    if (this.#noted.length < size) this.#noted = new Float64Array(size);
    this.#noted.fill(Number.NaN, 0, size);
    return stops;
  }

  note(rule: RuleIndex, stop: number, bytes: number): void {
    this.#noted[stop * this.#ruleCount + rule] = bytes;
  }

  /**
   * Tells the figures of all rules at each stop of the batch. A rule of which nothing was noted holds what it held before;
   * none has ended yet that had not before the batch.
   */
  tell(take: (events: number, bytes: Float64Array, ended: Float64Array) => void): void {
    for (const [stop, row] of this.#stops.entries()) {
      const noted = this.#noted.subarray(stop * this.#ruleCount, (stop + 1) * this.#ruleCount);
      for (let rule = 0; rule < this.#ruleCount; rule++) {
        if (!Number.isNaN(noted[rule]!)) this.#bytes[rule] = noted[rule]!;
      }
      take(this.#events + row, this.#bytes, this.#ended);
    }
  }

  /** The batch is over: what the metrics table says, by rule. */
  end(events: number, bytes: ArrayLike<number>, ended: ArrayLike<number>): void {
    this.#events = events;
    this.#stops = [];
    this.#bytes.set(bytes);
    this.#ended.set(ended);
  }
}
