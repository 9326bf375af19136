import { describe, expect, it } from 'vitest';
import { ChosenEvents, NO_PLACE } from '../../../src/engine/chosen-events.ts';
import type { EvaluationTimer } from '../../../src/engine/evaluation-timer.ts';
import type { BatchOutcome, Predicate } from '../../../src/engine/predicate/predicate.ts';
import { TimedRun } from '../../../src/engine/predicate/timed-run.ts';

/** Matches even rows, is spent after a row, or is ended at one. */
class EvenRows implements Predicate {
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
  const timed = new TimedRun({ rule: 0, predicate, rows, count: 8, timer, chosen: 3 });
  return { timed, timer, rows };
}

describe('a run of which a block is timed', () => {
  it('gives the predicate every event once and in order, those of the block one by one', () => {
    const predicate = new EvenRows();
    const { timed, timer, rows } = timedRun(predicate);
    expect(timed.run()).toEqual({ evaluated: 8, matched: 5 });
    expect([...rows.subarray(0, 5)]).toEqual([0, 2, 4, 6, 8]);
    expect(rows[8]).toBe(99);
    expect(predicate.runs).toEqual([[0, 1], [2], [3], [4], [], [], [5, 6, 8]]);
    expect(timer.laps).toEqual([0, 1, 2]);
    expect(timer.controls).toBe(2);
    expect([...timer.chosen.isMatch.subarray(0, 3)]).toEqual([1, 0, 1]);
  });

  it('keeps what was captured in all of its parts', () => {
    const { timed } = timedRun(new EvenRows());
    timed.run();
    expect([0, 2, 4, 6, 8].map((row) => timed.captures(row))).toEqual([
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
    const { timed, timer } = timedRun(predicate);
    expect(timed.run()).toEqual(outcome);
    expect(predicate.runs).toEqual(runs);
    expect(timer.laps).toEqual(laps);
    expect(timer.chosen.count).toBe(laps.length);
  });

  it.each([
    [1, { evaluated: 2, matched: 1, row: 1 }, [0]],
    [3, { evaluated: 4, matched: 2, row: 3 }, [0, 2]],
    [8, { evaluated: 8, matched: 4, row: 8 }, [0, 2, 4, 6]],
  ])('tells how far it came when it was ended at row %d', (endedAt, outcome, matches) => {
    const { timed, rows } = timedRun(new EvenRows({ endedAt }));
    expect(() => timed.run()).toThrow('ended');
    expect(timed.interrupted()).toEqual(outcome);
    expect([...rows.subarray(0, matches.length)]).toEqual(matches);
    // Asked again it tells the same.
    expect(timed.interrupted()).toMatchObject({ evaluated: outcome.evaluated, matched: outcome.matched });
  });
});
