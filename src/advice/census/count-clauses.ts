import { conjuncts } from '../../engine/batch/conjunction.ts';
import type { Dialect, Expression } from '../../engine/eql/ast.ts';
import { fieldsOf } from '../../engine/eql/compile/constants.ts';
import type { Clock } from '../../profiler/clock.ts';
import type { CensusFilter } from './census-filters.ts';
import type { AbsentField, ClauseCount, FilterCensus } from './census-findings.ts';
import { isExclusion } from './rewrites.ts';
import { RowBits } from './row-bits.ts';
import { SampleCondition } from './sample-condition.ts';
import type { SampleRows } from './sample-rows.ts';

/** A clause that the rule itself runs, and the candidates it held for, whatever the others say. */
export interface RunClause {
  readonly condition: Expression;
  readonly held: RowBits;
  /** Runs it alone over the rows that are timed. */
  readonly run: () => void;
}

/** What the clauses of a filter do with a sample. */
export interface CountedClauses {
  readonly findings: Omit<FilterCensus, 'rule' | 'step' | 'trials'>;
  /** By stage, in the order they are run. */
  readonly stages: readonly (readonly RunClause[])[];
  readonly candidates: number;
  /** Those among them that are run to time clauses. */
  readonly timedCount: number;
  readonly matched: RowBits;
  /** What running each clause on all candidates took; nanoseconds. */
  readonly countingNs: number;
}

/** More clauses, all of which must hold, nobody writes by hand, and running each on all events takes seconds. */
const MAX_CLAUSES = 256;

/**
 * Counts what each clause holds for, by itself and where it stands. Undefined where they are very many, and where it
 * became too late on the way.
 *
 * @param isLate asked before each clause
 */
export function countClauses(
  { filter: { condition }, split, dialect }: CensusFilter,
  candidates: readonly SampleRows[],
  offered: readonly SampleRows[],
  clock: Clock,
  isLate: () => boolean,
): CountedClauses | undefined {
  if (conjuncts(condition).length > MAX_CLAUSES) return undefined;
  const parts = split(condition);
  const candidateCount = rowCount(candidates);
  const script = new SampleCondition(
    parts.stages.flat().map((clause) => [clause]),
    dialect,
    candidates,
  );
  const counts = candidateCount > 0 ? [] : countSelectors(parts.selectors, condition, dialect, offered);
  let left = RowBits.all(candidateCount);
  let place = 0;
  const stages: RunClause[][] = [];
  const startNs = clock();
  for (const stage of parts.stages) {
    const clauses: RunClause[] = [];
    for (const clause of stage) {
      if (isLate()) return undefined;
      const at = place++;
      const held = script.held(at);
      counts.push(countOf(clause, held, left));
      left = left.and(held);
      clauses.push({ condition: clause, held, run: () => script.run(at) });
    }
    stages.push(clauses);
  }
  const countingNs = clock() - startNs;
  const findings = {
    offered: rowCount(offered),
    candidates: candidateCount,
    matched: left.count,
    clauses: counts,
    absentFields: absentFields(condition, offered),
  };
  const { timedCount } = script;
  return { findings, stages, candidates: candidateCount, timedCount, matched: left, countingNs };
}

/** What the index decides. Looked at only where it left no event: else each of them held for some. */
function countSelectors(
  selectors: readonly Expression[],
  condition: Expression,
  dialect: Dialect,
  offered: readonly SampleRows[],
): ClauseCount[] {
  // What is implied by a clause is no clause of its own.
  const clauses = new Set(conjuncts(condition));
  const written = selectors.filter((selector) => clauses.has(selector));
  const script = new SampleCondition(
    written.map((clause) => [clause]),
    dialect,
    offered,
  );
  let left = RowBits.all(rowCount(offered));
  return written.map((clause, at) => {
    const held = script.held(at);
    const count = countOf(clause, held, left);
    left = left.and(held);
    return count;
  });
}

function countOf(clause: Expression, held: RowBits, reached: RowBits): ClauseCount {
  return {
    span: clause.span,
    isExclusion: isExclusion(clause),
    evaluated: held.size,
    held: held.count,
    reached: reached.count,
    passed: reached.and(held).count,
  };
}

/** The fields that no event of the category has. Each is named once, where it stands first. */
function absentFields(condition: Expression, offered: readonly SampleRows[]): AbsentField[] {
  if (rowCount(offered) === 0) return [];
  const places = offered.map(({ batch, rows }) => ({ batch, rows, kinds: batch.kindsOf(rows) }));
  const fields = new Map(
    fieldsOf(condition)
      .toReversed()
      .map((field) => [field.path, field]),
  );
  return [...fields.values()]
    .toReversed()
    .filter(({ path }) => places.every(({ batch, rows, kinds }) => batch.lacksField(path, rows, kinds)))
    .map(({ path, span }) => ({ path, span }));
}

function rowCount(places: readonly SampleRows[]): number {
  return places.reduce((sum, { rows }) => sum + rows.length, 0);
}
