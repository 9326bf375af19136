import { describe, expect, it } from 'vitest';
import { ChosenEvents, NO_PLACE } from '../../../src/engine/chosen-events.ts';
import type { EvaluationTimer } from '../../../src/engine/evaluation-timer.ts';
import { PiecewiseRun } from '../../../src/engine/predicate/piecewise-run.ts';
import type { BatchOutcome, Predicate } from '../../../src/engine/predicate/predicate.ts';
import { runTimed } from '../../../src/engine/predicate/timed-run.ts';
import { EvenRows } from './even-rows.ts';

/** Places the block at the third row, and writes down what is measured. */
class RecordingTimer implements EvaluationTimer {
  readonly chosen = new ChosenEvents();
  readonly laps: number[] = [];
  controls = 0;
  beginBatch(): void {}
  choose(): number {
    return 0;
  }
  pick(): void {}
  placeBlock(): number {
    return 2;
  }
  start(): void {}
  lap(place: number): void {
    this.laps.push(place);
  }
  noteControl(): void {
    expect(this.laps.pop()).toBe(NO_PLACE);
    this.controls++;
  }
  finish(): number {
    return 0;
  }
}

function timedRun(predicate: Predicate) {
  const timer = new RecordingTimer();
  const rows = Int32Array.of(0, 1, 2, 3, 4, 5, 6, 8, 99);
  const pieces = new PiecewiseRun(predicate, rows);
  const run = (): BatchOutcome => {
    runTimed({ rule: 0, predicate, run: pieces, rows, count: 8, timer, chosen: 3 });
    return pieces.finish();
  };
  return { run, pieces, timer, rows };
}

describe('a run of which a block is timed', () => {
  it('gives the predicate every event once and in order, those of the block one by one', () => {
    const predicate = new EvenRows();
    const { run, timer, rows } = timedRun(predicate);
    expect(run()).toEqual({ evaluated: 8, matched: 5 });
    expect([...rows.subarray(0, 5)]).toEqual([0, 2, 4, 6, 8]);
    expect(rows[8]).toBe(99);
    expect(predicate.runs).toEqual([[0, 1], [2], [3], [4], [], [], [5, 6, 8]]);
    expect(timer.laps).toEqual([0, 1, 2]);
    expect(timer.controls).toBe(2);
    expect([...timer.chosen.isMatch.subarray(0, 3)]).toEqual([1, 0, 1]);
  });

  it('keeps what was captured in all of its parts', () => {
    const { run, pieces } = timedRun(new EvenRows());
    run();
    expect([0, 2, 4, 6, 8].map((row) => pieces.captures(row))).toEqual([
      { row: 0 },
      undefined,
      { row: 4 },
      undefined,
      { row: 8 },
    ]);
  });

  it.each([
    [1, [[0, 1]], { evaluated: 2, matched: 1 }, []],
    [3, [[0, 1], [2], [3]], { evaluated: 4, matched: 2 }, [0, 1]],
  ])('stops when the predicate is spent at row %d', (spentAt, runs, outcome, laps) => {
    const predicate = new EvenRows({ spentAt });
    const { run, timer } = timedRun(predicate);
    expect(run()).toEqual(outcome);
    expect(predicate.runs).toEqual(runs);
    expect(timer.laps).toEqual(laps);
    expect(timer.chosen.count).toBe(laps.length);
  });

  it.each([
    [1, { evaluated: 2, matched: 1, row: 1 }, [0]],
    [3, { evaluated: 4, matched: 2, row: 3 }, [0, 2]],
    [8, { evaluated: 8, matched: 4, row: 8 }, [0, 2, 4, 6]],
  ])('tells how far it came when it was ended at row %d', (endedAt, outcome, matches) => {
    const { run, pieces, rows } = timedRun(new EvenRows({ endedAt }));
    expect(() => run()).toThrow('ended');
    expect(pieces.interrupted()).toEqual(outcome);
    expect([...rows.subarray(0, matches.length)]).toEqual(matches);
    // Asked again it tells the same.
    expect(pieces.interrupted()).toMatchObject({ evaluated: outcome.evaluated, matched: outcome.matched });
  });
});
