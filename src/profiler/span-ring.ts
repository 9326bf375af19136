/** A rule, phase or field, as the probe numbers them. */
export type SpanOwner = number;

/** Told of a part of a span: whose it is and how long, nanoseconds. */
export type SpanSink = (owner: SpanOwner, lengthNs: number) => void;

/** So many spans are remembered at least, and at most; 12 bytes each. */
const LEAST_CAPACITY = 2 ** 16;
const MOST_CAPACITY = 2 ** 20;
/** Pauses are told within a turn of the event loop; with batches of 16 events that is some 120, two spans a rule. */
const SPANS_PER_RULE = 256;

/** How many spans of a run of so many rules are to be remembered: a power of two. */
export function spanCapacity(ruleCount: number): number {
  let capacity = LEAST_CAPACITY;
  while (capacity < MOST_CAPACITY && capacity < SPANS_PER_RULE * ruleCount) capacity *= 2;
  return capacity;
}

/**
 * The last spans of a thread's time, which follow each other without gaps: who owned each, and when it ended. Tells
 * whose time a moment was that only becomes known afterwards.
 */
export class SpanRing {
  readonly #mask: number;
  readonly #owners: Int32Array;
  readonly #endsNs: Float64Array;
  /** Where the next span goes, which is where the oldest one is. */
  #next = 0;

  /** @param capacity a power of two */
  constructor(capacity: number) {
    this.#mask = capacity - 1;
    this.#owners = new Int32Array(capacity);
    this.#endsNs = new Float64Array(capacity);
  }

  /** Forgets all spans; the next one begins at this moment. */
  begin(nowNs: number): void {
    this.#endsNs.fill(nowNs);
    this.#next = 0;
  }

  /** Adds a span from the end of the one before. */
  add(owner: SpanOwner, endNs: number): void {
    const at = this.#next;
    this.#owners[at] = owner;
    this.#endsNs[at] = endNs;
    this.#next = (at + 1) & this.#mask;
  }

  /** From this moment on spans are remembered: the end of the oldest, whose beginning is not known any more. */
  get rememberedFromNs(): number {
    return this.#endsNs[this.#next]!;
  }

  /**
   * Finds who owned the time between two moments.
   *
   * @param take receives each part, in order; parts of spans that are forgotten, or have not ended, are left out
   */
  find(fromNs: number, toNs: number, take: SpanSink): void {
    let partFromNs = Math.max(fromNs, this.rememberedFromNs);
    for (let at = this.#firstEndingAfter(partFromNs); partFromNs < toNs && at <= this.#mask; at++) {
      const slot = (this.#next + at) & this.#mask;
      const partToNs = Math.min(toNs, this.#endsNs[slot]!);
      if (partToNs > partFromNs) take(this.#owners[slot]!, partToNs - partFromNs);
      partFromNs = partToNs;
    }
  }

  /** How many spans from the oldest on ended by a moment: ends never fall, so halving the rest finds it. */
  #firstEndingAfter(momentNs: number): number {
    let low = 0;
    let high = this.#mask + 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#endsNs[(this.#next + middle) & this.#mask]! <= momentNs) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
