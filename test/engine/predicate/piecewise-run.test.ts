import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PiecewiseRun } from '../../../src/engine/predicate/piecewise-run.ts';
import { EvenRows } from './even-rows.ts';

const ROWS = [0, 1, 4, 5, 8, 9];

function runWithStops(predicate: EvenRows, stops: readonly number[], rowsGiven: readonly number[] = ROWS) {
  const rows = Int32Array.from(rowsGiven);
  const stopped: [place: number, runsBefore: number][] = [];
  const pieces = new PiecewiseRun(predicate, rows, {
    rows: stops,
    stopAt: (place) => stopped.push([place, predicate.runs.length]),
  });
  const run = () => {
    pieces.run(rows);
    return pieces.finish();
  };
  return { pieces, run, rows, stopped };
}

describe('a run in pieces', () => {
  it('stops before the rows that are named, between events', () => {
    const predicate = new EvenRows();
    const { run, stopped } = runWithStops(predicate, [4, 7]);
    expect(run()).toEqual({ evaluated: 6, matched: 3 });
    expect(predicate.runs).toEqual([
      [0, 1],
      [4, 5],
      [8, 9],
    ]);
    expect(stopped).toEqual([
      [0, 1],
      [1, 2],
    ]);
  });

  it('passes stops before its first row, those without rows between them, and those after its last row', () => {
    const predicate = new EvenRows();
    const { run, stopped } = runWithStops(predicate, [0, 2, 3, 20]);
    expect(run()).toEqual({ evaluated: 6, matched: 3 });
    expect(predicate.runs).toEqual([
      [0, 1],
      [4, 5, 8, 9],
    ]);
    expect(stopped).toEqual([
      [0, 0],
      [1, 1],
      [2, 1],
      [3, 2],
    ]);
  });

  it('runs nothing more when the predicate is spent', () => {
    const predicate = new EvenRows({ spentAt: 4 });
    const { run } = runWithStops(predicate, [5]);
    expect(run()).toEqual({ evaluated: 3, matched: 2 });
    expect(predicate.runs).toEqual([[0, 1, 4]]);
  });

  it('tells how far it came when it was ended in a later piece', () => {
    const { pieces, run, rows } = runWithStops(new EvenRows({ endedAt: 9 }), [4, 8]);
    expect(run).toThrow('ended');
    expect(pieces.interrupted()).toEqual({ evaluated: 6, matched: 3, row: 9 });
    expect([...rows.subarray(0, 3)]).toEqual([0, 4, 8]);
  });

  it('has the outcome, matches and captures of one run, wherever it stops', () => {
    const ascending = fc.uniqueArray(fc.nat(40)).map((rows) => rows.sort((a, b) => a - b));
    fc.assert(
      fc.property(ascending, ascending, (rowsGiven, stops) => {
        const { pieces, run, rows, stopped } = runWithStops(new EvenRows(), stops, rowsGiven);
        const whole = Int32Array.from(rowsGiven);
        const predicate = new EvenRows();
        const outcome = predicate.run(whole, whole.length);
        expect(run()).toEqual(outcome);
        expect([...rows.subarray(0, outcome.matched)]).toEqual([...whole.subarray(0, outcome.matched)]);
        for (const row of whole.subarray(0, outcome.matched))
          expect(pieces.captures(row)).toEqual(predicate.captures(row));
        expect(stopped.map(([place]) => place)).toEqual(stops.map((_, place) => place));
      }),
    );
  });
});
