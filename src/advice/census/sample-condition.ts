import type { Dialect, Expression } from '../../engine/eql/ast.ts';
import { compileStages } from '../../engine/eql/compile/condition.ts';
import type { BatchCondition } from '../../engine/eql/compile/script-builder.ts';
import { RowBits } from './row-bits.ts';
import type { SampleRows } from './sample-rows.ts';

interface BoundCondition {
  readonly rows: Int32Array;
  /** Those among them that are run to time it. */
  readonly timedRows: Int32Array;
  readonly stages: readonly BatchCondition[];
  readonly scratch: Int32Array;
}

/** No profile of the run has these scripts: they are compiled when it is over. */
const URL = 'kestrel-census:///condition';

/** Rows that are run to time a condition, spread over all: a slow pattern over all of them would take too long. */
export const MAX_TIMED_ROWS = 2_048;

/** A condition as the engine compiles it, over sampled rows whose columns have been read. */
export class SampleCondition {
  readonly #places: readonly BoundCondition[];
  readonly #size: number;
  /** Rows that {@link run} runs over. */
  readonly timedCount: number;

  /**
   * @param stages as the engine runs them: a row reaches one only if those before it held
   * @param maxTimedRows rows that {@link run} may run over
   */
  constructor(
    stages: readonly (readonly Expression[])[],
    dialect: Dialect,
    places: readonly SampleRows[],
    maxTimedRows: number = MAX_TIMED_ROWS,
  ) {
    const script = compileStages(stages, dialect, URL);
    this.#size = places.reduce((sum, { rows }) => sum + rows.length, 0);
    const step = Math.ceil(this.#size / maxTimedRows);
    this.#places = places.map(({ batch, rows }) => {
      for (const columns of script.stageColumns) batch.extract(columns, rows);
      const bound = script.bind((key) => batch.store.column(key).values);
      const timedRows = rows.filter((_, at) => at % step === 0);
      return { rows, timedRows, stages: bound, scratch: new Int32Array(rows.length) };
    });
    this.timedCount = this.#places.reduce((sum, { timedRows }) => sum + timedRows.length, 0);
  }

  /**
   * Runs it over the timed rows, once.
   *
   * @param only this stage alone, on all of the rows
   */
  run(only?: number): void {
    for (const { timedRows, stages, scratch } of this.#places) {
      if (only === undefined) runStages(timedRows, stages, scratch);
      else stages[only]!(timedRows, timedRows.length, scratch);
    }
  }

  /**
   * The rows for which it holds, by their place among all rows it was given.
   *
   * @param only this stage alone, on all of the rows
   */
  held(only?: number): RowBits {
    const held = RowBits.none(this.#size);
    let first = 0;
    for (const { rows, stages, scratch } of this.#places) {
      const count = runStages(rows, only === undefined ? stages : [stages[only]!], scratch);
      // Both lists are in the same order.
      for (let at = 0, next = 0; next < count; at++) {
        if (rows[at] !== scratch[next]) continue;
        held.add(first + at);
        next++;
      }
      first += rows.length;
    }
    return held;
  }
}

/** Leaves the rows that match at the front of `scratch` and returns how many there are. */
function runStages(rows: Int32Array, stages: readonly BatchCondition[], scratch: Int32Array): number {
  let left = rows.length;
  let from = rows;
  for (const stage of stages) {
    left = stage(from, left, scratch);
    from = scratch;
  }
  if (stages.length === 0) scratch.set(rows);
  return left;
}
