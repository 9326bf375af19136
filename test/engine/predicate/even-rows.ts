import type { BatchOutcome, Predicate } from '../../../src/engine/predicate/predicate.ts';

/** Matches even rows, is spent after a row, or is ended at one. */
export class EvenRows implements Predicate {
  isSpent = false;
  /** Runs as they came: the rows of each. */
  readonly runs: (readonly number[])[] = [];
  readonly #spentAt: number | undefined;
  readonly #endedAt: number | undefined;
  #at: BatchOutcome & { row: number } = { evaluated: 0, matched: 0, row: 0 };

  constructor({ spentAt, endedAt }: { readonly spentAt?: number; readonly endedAt?: number } = {}) {
    this.#spentAt = spentAt;
    this.#endedAt = endedAt;
  }

  run(rows: Int32Array, count: number): BatchOutcome {
    this.runs.push([...rows.subarray(0, count)]);
    let matched = 0;
    for (let at = 0; at < count; at++) {
      const row = rows[at]!;
      this.#at = { evaluated: at + 1, matched, row };
      if (row === this.#endedAt) throw new Error('ended');
      if (row % 2 === 0) rows[matched++] = row;
      if (row !== this.#spentAt) continue;
      this.isSpent = true;
      return { evaluated: at + 1, matched };
    }
    return { evaluated: count, matched };
  }

  interrupted() {
    return this.#at;
  }

  captures(row: number) {
    // As the real ones, it knows only those of its last run.
    return this.runs.at(-1)!.includes(row) && row % 4 === 0 ? { row } : undefined;
  }

  bind(): void {}
  takeFaults() {
    return [];
  }
  usage() {
    return { memoryBytes: 0, peakMemoryBytes: 0, hostCalls: 0 };
  }
  close(): void {}
}
