import type { Expression, Query } from '../ast.ts';
import { filtersOf } from '../filters-of.ts';
import { subExpressions } from '../sub-expressions.ts';

/** Calls `visit` with every expression of a query but literals, in the order of the text, outer ones first. */
export function visitExpressions(query: Query, visit: (expression: Expression) => void): void {
  const walk = (expression: Expression): void => {
    visit(expression);
    for (const part of subExpressions(expression)) if (part.kind !== 'literal') walk(part);
  };
  for (const filter of filtersOf(query)) walk(filter.condition);
}
