/** A set of places in a list of rows, one bit each. */
export class RowBits {
  readonly size: number;
  readonly #words: Int32Array;

  private constructor(size: number, words: Int32Array) {
    this.size = size;
    this.#words = words;
  }

  /** All of the first `size` places. */
  static all(size: number): RowBits {
    const bits = RowBits.none(size);
    for (let place = 0; place < size; place++) bits.add(place);
    return bits;
  }

  static none(size: number): RowBits {
    return new RowBits(size, new Int32Array((size + 31) >>> 5));
  }

  add(place: number): void {
    this.#words[place >>> 5]! |= 1 << (place & 31);
  }

  and(other: RowBits): RowBits {
    return new RowBits(
      this.size,
      this.#words.map((word, at) => word & other.#words[at]!),
    );
  }

  without(other: RowBits): RowBits {
    return new RowBits(
      this.size,
      this.#words.map((word, at) => word & ~other.#words[at]!),
    );
  }

  get count(): number {
    let count = 0;
    for (const word of this.#words) count += ones(word);
    return count;
  }

  equals(other: RowBits): boolean {
    return this.size === other.size && this.#words.every((word, at) => word === other.#words[at]);
  }
}

/** How many bits of a 32-bit word are set. */
function ones(word: number): number {
  let sum = word - ((word >>> 1) & 0x55555555);
  sum = (sum & 0x33333333) + ((sum >>> 2) & 0x33333333);
  return Math.imul((sum + (sum >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
