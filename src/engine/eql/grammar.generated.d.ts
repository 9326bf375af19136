/** Types of grammar.generated.js, which scripts/generate-parser.mjs makes from grammar.peggy. */
import type { Query } from './ast.ts';
import type { SourceScanner } from './source-scanner.ts';
import type { TreeBuilder } from './tree-builder.ts';

/** One thing the grammar would have accepted at the place of an error. */
export interface Expectation {
  readonly type: 'literal' | 'class' | 'any' | 'end' | 'other';
  /** Of a literal: the text itself. */
  readonly text?: string;
  /** Of a named rule: its name. */
  readonly description?: string;
}

/** Thrown where the text does not follow the grammar. */
declare class GrammarError extends SyntaxError {
  readonly expected: readonly Expectation[] | null;
  /** The furthest place the parser came to. */
  readonly location: { readonly start: { readonly offset: number } };
}

export { GrammarError as SyntaxError };

export interface GrammarOptions {
  readonly build: TreeBuilder;
  /** Of the same text. */
  readonly scanner: SourceScanner;
  /** Tries every alternative, so that a GrammarError tells all that would have been accepted. Takes far longer. */
  readonly explain: boolean;
  /** Peggy's own: above 0 nothing is written down for a GrammarError, whose place then means nothing. */
  readonly peg$silentFails?: number;
}

/**
 * @throws GrammarError where the text does not follow the grammar.
 * @throws EqlError where `build` refuses a phrase.
 */
export function parse(text: string, options: GrammarOptions): Query;
