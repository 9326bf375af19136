import type { Row } from '../batch/event-batch.ts';
import type { BatchOutcome, Captures, Predicate } from './predicate.ts';

/** Where a run stops for a moment. */
export interface Stops {
  /** Before which rows, ascending. */
  readonly rows: readonly Row[];
  /** Called at each of them, in order; all are passed when the run is through. */
  stopAt(place: number): void;
}

/** A run that does not stop. */
export const NO_STOPS: Stops = { rows: [], stopAt: () => {} };

/**
 * A run of a predicate over a batch in pieces. To the predicate it is the same as smaller batches, and to whoever asks the
 * outcome is that of one run.
 */
export class PiecewiseRun {
  readonly #predicate: Predicate;
  readonly #rows: Int32Array;
  readonly #stops: Stops;
  readonly #captures = new Map<Row, Captures>();
  #nextStop = 0;
  /** What came of the pieces that are over. */
  #evaluated = 0;
  #matched = 0;
  /** The rows of the piece at hand, of which nothing has been added yet; undefined between pieces. */
  #running: Int32Array | undefined;

  /** @param rows all rows of the run, ascending; those that match are moved to the front */
  constructor(predicate: Predicate, rows: Int32Array, stops: Stops = NO_STOPS) {
    this.#predicate = predicate;
    this.#rows = rows;
    this.#stops = stops;
  }

  get outcome(): BatchOutcome {
    return { evaluated: this.#evaluated, matched: this.#matched };
  }

  /** Runs over the next rows, unless it is spent. */
  run(rows: Int32Array): void {
    let from = 0;
    while (from < rows.length && !this.#predicate.isSpent) {
      this.#passStops(rows[from]!);
      const to = firstFrom(rows, from, this.#stops.rows[this.#nextStop]);
      this.take(this.runPiece(from === 0 && to === rows.length ? rows : rows.subarray(from, to)));
      from = to;
    }
  }

  /** Runs over rows that follow, without a stop; their outcome is to be handed to {@link take}. */
  runPiece(rows: Int32Array): BatchOutcome {
    this.#running = rows;
    return this.#predicate.run(rows, rows.length);
  }

  /** Adds the outcome of the piece at hand; its matches go to the front of all rows, which have been run by then. */
  take({ evaluated, matched }: BatchOutcome): void {
    const running = this.#running;
    this.#running = undefined;
    if (running === undefined) return;
    for (let at = 0; at < matched; at++) {
      const row = running[at]!;
      const captures = this.#predicate.captures(row);
      if (captures !== undefined) this.#captures.set(row, captures);
      this.#rows[this.#matched + at] = row;
    }
    this.#evaluated += evaluated;
    this.#matched += matched;
  }

  /** There are no more rows. */
  finish(): BatchOutcome {
    this.#passStops(Number.POSITIVE_INFINITY);
    return this.outcome;
  }

  /** As `interrupted` of the predicate. */
  interrupted(): BatchOutcome & { readonly row: Row } {
    const { row, ...outcome } = this.#predicate.interrupted();
    this.take(outcome);
    return { ...this.outcome, row };
  }

  /** As `captures` of the predicate. */
  captures(row: Row): Captures | undefined {
    return this.#captures.get(row);
  }

  /** Passes those that come before a row or at it. */
  #passStops(row: Row): void {
    const { rows } = this.#stops;
    while (this.#nextStop < rows.length && rows[this.#nextStop]! <= row) {
      this.#stops.stopAt(this.#nextStop++);
    }
  }
}

/** The first place after `from` whose row is at least `end`; the end of the rows where there is none. */
function firstFrom(rows: Int32Array, from: number, end: Row | undefined): number {
  if (end === undefined || rows.at(-1)! < end) return rows.length;
  let low = from + 1;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rows[middle]! < end) low = middle + 1;
    else high = middle;
  }
  return low;
}
