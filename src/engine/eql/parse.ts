import type { Dialect, EventFilter, Query } from './ast.ts';
import { checkDepth } from './check-depth.ts';
import { checkCondition } from './check-expression.ts';
import { checkText } from './check-text.ts';
import { SyntaxError as GrammarError, parse } from './grammar.generated.js';
import { SourcePositions } from './source-positions.ts';
import { describeSyntaxError } from './syntax-error.ts';
import { TreeBuilder } from './tree-builder.ts';

export interface ParseOptions {
  readonly dialect: Dialect;
}

/**
 * Reads a query.
 *
 * @param text the query alone; positions in the tree and in errors are relative to it.
 * @returns a tree at most MAX_NESTING operators deep whose rules have all been checked, so that compiling it
 *   cannot fail for want of form.
 * @throws EqlError whatever is wrong with the text, at the place where it is wrong.
 */
export function parseQuery(text: string, options: ParseOptions): Query {
  const positions = new SourcePositions(text);
  checkText(text, options.dialect, positions);
  const query = parseText(text, options.dialect, positions);
  for (const filter of filtersOf(query)) {
    checkDepth(filter.condition);
    checkCondition(filter.condition);
  }
  return query;
}

function parseText(text: string, dialect: Dialect, positions: SourcePositions): Query {
  try {
    return parse(text, { build: new TreeBuilder(dialect, positions) });
  } catch (error) {
    if (!(error instanceof GrammarError)) throw error;
    throw describeSyntaxError(text, error.location.start.offset, error.expected ?? [], dialect, positions);
  }
}

function filtersOf(query: Query): readonly EventFilter[] {
  if (query.kind === 'event') return [query.filter];
  const until = query.kind === 'sequence' && query.until !== null ? [query.until] : [];
  return [...query.steps, ...until].map((step) => step.filter);
}
