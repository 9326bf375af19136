import type { Row } from '../batch/event-batch.ts';
import { MatchCollector } from '../batch/match-collector.ts';

/** The rows of a batch that satisfied filters of one rule, in row order, read step by step. */
export class StepMatches {
  readonly #collector: MatchCollector;
  readonly #rows: Row[] = [];
  readonly #filters: number[] = [];
  #next = 0;

  constructor(filterCount: number) {
    this.#collector = new MatchCollector(filterCount);
  }

  /** How many there are, those that were taken included; a row counts once for each filter it satisfied. */
  get size(): number {
    return this.#rows.length;
  }

  /** Forgets the batch before. */
  clear(): void {
    this.#rows.length = 0;
    this.#filters.length = 0;
    this.#next = 0;
  }

  /** Adds the rows that satisfied a filter, in any order. */
  add(filter: number, rows: Int32Array, count: number): void {
    this.#collector.add(filter, rows, count);
  }

  /** To be called once all rows of the batch are there. */
  sort(): void {
    this.#collector.drain((row, filter) => {
      this.#rows.push(row);
      this.#filters.push(filter);
    });
  }

  /** The next row, if it is before `endRow`. */
  nextRow(endRow: Row): Row | undefined {
    const row = this.#rows[this.#next];
    return row !== undefined && row < endRow ? row : undefined;
  }

  /** Moves past the next row, handing out the filters it satisfied. */
  takeRow(take: (filter: number) => void): void {
    const row = this.#rows[this.#next];
    while (this.#rows[this.#next] === row && this.#next < this.#rows.length) {
      take(this.#filters[this.#next]!);
      this.#next++;
    }
  }
}
