import { conjuncts } from '../../engine/batch/conjunction.ts';
import type { Expression } from '../../engine/eql/ast.ts';
import { fieldsOf } from '../../engine/eql/compile/constants.ts';
import type { CensusFilter } from './census-filters.ts';
import type { CountedClauses } from './count-clauses.ts';
import { allOf, isExclusion, type Rewritten } from './rewrites.ts';
import type { SampleRows } from './sample-rows.ts';

/** Clauses that held for fewer events may hold for all by chance. */
const MIN_ALWAYS_TRUE = 1_000;

/**
 * A condition without a clause that held for every candidate; at most `most` of them. Exclusions stay: that nothing was
 * to be excluded here says nothing of other streams. So do clauses that guard one, as an exclusion holds for events without
 * its field; and clauses that the index learns from: they hold for all candidates because it left out the others, which
 * the rule would have to look at.
 *
 * @param isLate asked before each clause: true ends it
 */
export function withoutAlwaysTrue(
  { filter: { condition }, indexed }: CensusFilter,
  { stages }: CountedClauses,
  places: readonly SampleRows[],
  isLate: () => boolean,
  most: number,
): readonly Rewritten[] {
  const found: Rewritten[] = [];
  for (const { held, condition: clause } of stages.flat()) {
    if (found.length === most || isLate()) break;
    if (held.size < MIN_ALWAYS_TRUE || held.count < held.size || isExclusion(clause)) continue;
    const others = conjuncts(condition).filter((one) => one !== clause);
    if (others.some((one) => isExclusion(one) && sharesField(one, clause))) continue;
    const rest = allOf(others, condition);
    const other = indexed(rest);
    // Fewer rows there cannot be: less is asked for.
    if (!places.every(({ batch, rows }) => batch.rowsOfOther(other).length === rows.length)) continue;
    found.push({ rewrite: { kind: 'drop', span: clause.span }, condition: rest });
  }
  return found;
}

function sharesField(one: Expression, other: Expression): boolean {
  const paths = new Set(fieldsOf(one).map(({ path }) => path));
  return fieldsOf(other).some(({ path }) => paths.has(path));
}
