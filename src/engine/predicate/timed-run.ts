import type { Row } from '../batch/event-batch.ts';
import { NO_PLACE } from '../chosen-events.ts';
import type { EvaluationTimer } from '../evaluation-timer.ts';
import type { RuleIndex } from '../rule.ts';
import type { BatchOutcome, Captures, Predicate } from './predicate.ts';

/** What is to be run, and which part of it is timed. */
export interface TimedRunParts {
  readonly rule: RuleIndex;
  readonly predicate: Predicate;
  readonly rows: Int32Array;
  readonly count: number;
  readonly timer: EvaluationTimer;
  /** How many evaluations the timer chose. */
  readonly chosen: number;
}

/** Runs over no event by which the timer learns what a run takes that evaluates nothing. */
const CONTROLS = 2;

/**
 * A run of a predicate over a batch, of which a block is evaluated in runs of one event with the clock around each.
 * To the predicate it is the same as smaller batches, and to whoever asks the outcome is that of one run.
 */
export class TimedRun {
  readonly #parts: TimedRunParts;
  readonly #one = new Int32Array(1);
  readonly #captures = new Map<Row, Captures>();
  /** What came of the runs that are over. */
  #evaluated = 0;
  #matched = 0;
  /** The rows of the run at hand, of which nothing has been added yet; undefined between runs. */
  #running: Int32Array | undefined;

  constructor(parts: TimedRunParts) {
    this.#parts = parts;
  }

  /** As `run` of the predicate. */
  run(): BatchOutcome {
    const { rows, count, timer, chosen } = this.#parts;
    const from = timer.placeBlock(count, chosen);
    timer.chosen.take(rows, from, chosen);
    this.#runRows(rows.subarray(0, from));
    this.#runBlock();
    this.#runRows(rows.subarray(from + chosen, count));
    return { evaluated: this.#evaluated, matched: this.#matched };
  }

  /** As `interrupted` of the predicate. */
  interrupted(): BatchOutcome & { readonly row: Row } {
    const { row, ...outcome } = this.#parts.predicate.interrupted();
    this.#take(outcome);
    return { evaluated: this.#evaluated, matched: this.#matched, row };
  }

  /** As `captures` of the predicate. */
  captures(row: Row): Captures | undefined {
    return this.#captures.get(row);
  }

  #runRows(rows: Int32Array): void {
    const { predicate } = this.#parts;
    if (rows.length === 0 || predicate.isSpent) return;
    this.#running = rows;
    this.#take(predicate.run(rows, rows.length));
  }

  #runBlock(): void {
    const { rule, predicate, timer } = this.#parts;
    const { chosen } = timer;
    const one = this.#one;
    let done = 0;
    while (done < chosen.count && !predicate.isSpent) {
      one[0] = chosen.rows[done]!;
      this.#running = one;
      timer.start();
      const outcome = predicate.run(one, 1);
      timer.lap(done);
      chosen.isMatch[done] = outcome.matched;
      this.#take(outcome);
      done++;
    }
    chosen.count = done;
    for (let control = 0; control < CONTROLS && !predicate.isSpent; control++) {
      timer.start();
      predicate.run(one, 0);
      timer.lap(NO_PLACE);
      timer.noteControl(rule);
    }
  }

  /** Adds the outcome of the run at hand; its matches go to the front of all rows, which have been run by then. */
  #take({ evaluated, matched }: BatchOutcome): void {
    const { predicate, rows } = this.#parts;
    const running = this.#running;
    this.#running = undefined;
    if (running === undefined) return;
    for (let at = 0; at < matched; at++) {
      const row = running[at]!;
      const captures = predicate.captures(row);
      if (captures !== undefined) this.#captures.set(row, captures);
      rows[this.#matched + at] = row;
    }
    this.#evaluated += evaluated;
    this.#matched += matched;
  }
}
