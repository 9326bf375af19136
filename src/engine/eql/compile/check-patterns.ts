import { EqlError } from '../../diagnostic.ts';
import type { Dialect, Expression, Query } from '../ast.ts';
import { filtersOf } from '../filters-of.ts';
import { RegexSyntaxError } from '../patterns/lucene-regex.ts';
import { checkedRegex } from '../patterns/regex-test.ts';
import { subExpressions } from '../sub-expressions.ts';
import { textOf } from '../values/text.ts';

/** Reads every regular expression of a query, so that a bad one is a fault of its rule at load time. Throws EqlError. */
export function checkPatterns(query: Query, dialect: Dialect): void {
  for (const filter of filtersOf(query)) checkExpression(filter.condition, dialect);
}

function checkExpression(expression: Expression, dialect: Dialect): void {
  if (expression.kind === 'match' && expression.operator === 'regex') {
    for (const pattern of expression.patterns) {
      try {
        if (pattern.value !== null) checkedRegex(textOf(pattern.value), dialect);
      } catch (error) {
        if (!(error instanceof RegexSyntaxError)) throw error;
        const message = `bad regular expression: ${error.message} (character ${error.at + 1} of the pattern)`;
        throw new EqlError(
          message,
          pattern.span,
          'Patterns follow Lucene syntax and match the whole value; see docs/eql.md',
        );
      }
    }
  }
  for (const child of subExpressions(expression)) {
    if (child.kind !== 'literal' && child.kind !== 'field') checkExpression(child, dialect);
  }
}
