/** Puts rows of a batch into stream order, in time that grows with the batch and not with its logarithm. */
export class RowOrder {
  readonly #isThere: Uint8Array;

  /** @param capacity the most rows a batch may have */
  constructor(capacity: number) {
    this.#isThere = new Uint8Array(capacity);
  }

  /** Sorts the first `count` rows, no row being there twice. */
  sort(rows: Int32Array, count: number): void {
    const isThere = this.#isThere;
    let last = -1;
    let isSorted = true;
    for (let at = 0; at < count; at++) {
      if (rows[at]! < last) isSorted = false;
      last = rows[at]!;
    }
    if (isSorted) return;
    for (let at = 0; at < count; at++) isThere[rows[at]!] = 1;
    for (let row = 0, at = 0; at < count; row++) {
      if (isThere[row] === 0) continue;
      isThere[row] = 0;
      rows[at++] = row;
    }
  }
}
