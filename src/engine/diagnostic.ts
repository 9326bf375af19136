import type { Span } from './eql/ast.ts';

/**
 * What is wrong (or doubtful) in a rule file: what, where, and what to do about it.
 * Positions are those of the file, not of the query inside it.
 */
export interface Diagnostic {
  readonly severity: 'error' | 'warning' | 'skipped';
  /** Stable, lower-case, for machines: `eql-syntax`, `duplicate-id`, `unsupported-type`. */
  readonly code: string;
  readonly file: string;
  /** From 1; absent where the whole file is meant. */
  readonly line?: number;
  readonly column?: number;
  /** How many characters the caret line marks; 1 unless known. */
  readonly length?: number;
  /** The text of that line of the file, for the caret. */
  readonly sourceLine?: string;
  /** One sentence without a full stop. */
  readonly message: string;
  /** What to do, one sentence; absent where the message says it all. */
  readonly advice?: string;
}

/** A fault in a query's text. Caught by the pack loader, which turns it into a Diagnostic. */
export class EqlError extends Error {
  override readonly name = 'EqlError';
  readonly span: Span;
  readonly advice: string | undefined;

  constructor(message: string, span: Span, advice?: string) {
    super(message);
    this.span = span;
    this.advice = advice;
  }
}
