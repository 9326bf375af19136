/** Intervals are told apart to this; microseconds. */
const STEP_US = 10;
/** Longer ones count as this long; microseconds. */
const LONGEST_US = 1_000_000;

/** How far samples were apart: enough of it for a median, in bounded memory. */
export class IntervalTally {
  readonly #counts = new Uint32Array(LONGEST_US / STEP_US + 1);
  readonly #askedUs: number;
  #total = 0;
  #spanUs = 0;
  #gapUs = 0;

  /** @param askedUs the interval asked for: time beyond twice that, before a sample, is a gap */
  constructor(askedUs: number) {
    this.#askedUs = askedUs;
  }

  add(deltaUs: number): void {
    // V8 puts samples in order, but the clocks of two processors may differ by a little.
    const us = Math.max(0, deltaUs);
    this.#counts[Math.round(Math.min(us, LONGEST_US) / STEP_US)]!++;
    this.#total++;
    this.#spanUs += us;
    this.#gapUs += Math.max(0, us - 2 * this.#askedUs);
  }

  /** To ten microseconds; null without intervals. */
  get medianUs(): number | null {
    let seen = 0;
    for (const [step, count] of this.#counts.entries()) {
      seen += count;
      if (seen > 0 && seen >= this.#total / 2) return step * STEP_US;
    }
    return null;
  }

  /** Share of the time that lies in gaps; null without intervals. */
  get gapShare(): number | null {
    return this.#spanUs === 0 ? null : this.#gapUs / this.#spanUs;
  }
}
