import type { Dialect, Query } from './ast.ts';
import { checkDepth } from './check-depth.ts';
import { checkCondition } from './check-expression.ts';
import { checkText } from './check-text.ts';
import { filtersOf } from './filters-of.ts';
import { SyntaxError as GrammarError, parse } from './grammar.generated.js';
import { SourcePositions } from './source-positions.ts';
import { SourceScanner } from './source-scanner.ts';
import { describeSyntaxError } from './syntax-error.ts';
import { TreeBuilder } from './tree-builder.ts';
import { unmappedAsNull } from './unmapped-as-null.ts';
import type { WarningSink } from './warning.ts';

export interface ParseOptions {
  readonly dialect: Dialect;
  /**
   * The field paths that some index mapping has. With it an optional field (`?x`) beyond the list is the
   * constant null, as in Elasticsearch; without it, which is how a stream is read, `?x` is the same as `x`.
   */
  readonly knownFields?: ReadonlySet<string>;
  /** Told of what is accepted though it is probably not meant, in the order of the text. */
  readonly onWarning?: WarningSink;
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
  const written = parseText(text, options, positions);
  for (const filter of filtersOf(written)) checkDepth(filter.condition);
  const query = options.knownFields === undefined ? written : unmappedAsNull(written, options.knownFields);
  for (const filter of filtersOf(query)) checkCondition(filter.condition);
  return query;
}

/** Reads a text that is right in one quick pass; of one that is not, a second finds out what is wrong. */
function parseText(text: string, { dialect, onWarning }: ParseOptions, positions: SourcePositions): Query {
  const scanner = new SourceScanner(text, dialect);
  try {
    const build = new TreeBuilder(dialect, positions, onWarning);
    return parse(text, { build, scanner, explain: false, peg$silentFails: 1 });
  } catch (error) {
    if (!(error instanceof GrammarError)) throw error;
  }
  try {
    // Its warnings have been told already.
    return parse(text, { build: new TreeBuilder(dialect, positions), scanner, explain: true });
  } catch (error) {
    if (!(error instanceof GrammarError)) throw error;
    throw describeSyntaxError(text, error.location.start.offset, error.expected ?? [], dialect, positions);
  }
}
