import { NO_PLACE } from '../chosen-events.ts';
import type { EvaluationTimer } from '../evaluation-timer.ts';
import type { RuleIndex } from '../rule.ts';
import type { PiecewiseRun } from './piecewise-run.ts';
import type { Predicate } from './predicate.ts';

/** What is to be run, and which part of it is timed. */
export interface TimedRunParts {
  readonly rule: RuleIndex;
  readonly predicate: Predicate;
  /** The run of the predicate over this batch; not begun. */
  readonly run: PiecewiseRun;
  readonly rows: Int32Array;
  readonly count: number;
  readonly timer: EvaluationTimer;
  /** How many evaluations the timer chose. */
  readonly chosen: number;
}

/** Runs over no event by which the timer learns what a run takes that evaluates nothing. */
const CONTROLS = 2;

/** Runs a predicate over a batch, of which a block is evaluated in runs of one event with the clock around each. */
export function runTimed(parts: TimedRunParts): void {
  const { run, rows, count, timer, chosen } = parts;
  const from = timer.placeBlock(count, chosen);
  timer.chosen.take(rows, from, chosen);
  run.run(rows.subarray(0, from));
  runBlock(parts);
  run.run(rows.subarray(from + chosen, count));
}

function runBlock({ rule, predicate, run, timer }: TimedRunParts): void {
  const { chosen } = timer;
  const one = new Int32Array(1);
  let done = 0;
  while (done < chosen.count && !predicate.isSpent) {
    one[0] = chosen.rows[done]!;
    timer.start();
    const outcome = run.runPiece(one);
    timer.lap(done);
    chosen.isMatch[done] = outcome.matched;
    run.take(outcome);
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
