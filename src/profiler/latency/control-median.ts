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
  #lowNs: number;
  #highNs: number;
  readonly #beforeNs: number;

  /** @param beforeNs what counts until there are five; without it the first one counts already. Nanoseconds */
  constructor(beforeNs?: number) {
    this.#beforeNs = beforeNs ?? Number.POSITIVE_INFINITY;
    this.#medianNs = this.#lowNs = this.#highNs = beforeNs ?? 0;
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
    const last = sorted.length - 1;
    this.#medianNs = sorted[Math.floor(last * 0.5)]!;
    this.#lowNs = Math.min(this.#beforeNs, sorted[Math.floor(last * 0.25)]!);
    this.#highNs = sorted[Math.ceil(last * 0.75)]!;
  }

  get medianNs(): number {
    return this.#medianNs;
  }

  /**
   * It may as well be this little, which is no more than {@link medianNs}: the lower quartile, or what was measured
   * before the run if that is less. What runs between two readings pushes the clock's code out of the processor's
   * caches, a slow condition more so than the empty one of the control, and nobody can tell by how much.
   */
  get lowNs(): number {
    return this.#lowNs;
  }

  /** It may as well be this much: the upper quartile, no less than {@link medianNs}. */
  get highNs(): number {
    return this.#highNs;
  }
}
