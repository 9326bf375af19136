/** How many of the last controls count. */
const KEPT = 63;
/** So many are enough to leave the figure from before the run behind. */
const ENOUGH = 5;

/**
 * What timing an evaluation of nothing takes at present: the median of the last 63 controls. Other programs, heat and
 * neighbours on the core change that within a run by more than a fast rule takes, so that a figure measured once before
 * the run would not do.
 */
export class ControlMedian {
  readonly #kept = new Float64Array(KEPT);
  #count = 0;
  #untilSorted = 0;
  readonly #enough: number;
  #medianNs: number;

  /** @param beforeNs what counts until there are five; without it the first one counts already. Nanoseconds */
  constructor(beforeNs?: number) {
    this.#medianNs = beforeNs ?? 0;
    this.#enough = beforeNs === undefined ? 1 : ENOUGH;
  }

  add(elapsedNs: number): void {
    this.#kept[this.#count % KEPT] = elapsedNs;
    this.#count++;
    // Sorting takes as long as many controls: while there are few each counts, later every 32nd is soon enough.
    if (this.#count < this.#enough || --this.#untilSorted > 0) return;
    if (this.#count > KEPT) this.#untilSorted = 32;
    const sorted = this.#kept.slice(0, Math.min(this.#count, KEPT)).sort();
    // Of two the smaller: the larger is most likely the one that was interrupted, or the first.
    this.#medianNs = sorted[Math.floor((sorted.length - 1) / 2)]!;
  }

  get medianNs(): number {
    return this.#medianNs;
  }
}
