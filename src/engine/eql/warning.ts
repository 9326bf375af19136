import type { Span } from './ast.ts';

/** Stable, for machines. */
export type EqlWarningCode =
  | 'maxspan-without-equals'
  | 'regex-anchor'
  | 'pattern-escape'
  | 'never-true'
  | 'pipe-over-stream'
  | 'sequence-without-maxspan'
  | 'unknown-field';

/** Something in a query that is allowed, and that its author probably does not mean. */
export interface EqlWarning {
  readonly code: EqlWarningCode;
  /** The part of the query it is about. */
  readonly span: Span;
  /** One sentence without a full stop. */
  readonly message: string;
  /** What to do, one sentence without a full stop. */
  readonly advice: string;
}

/** Receives warnings one by one. */
export type WarningSink = (warning: EqlWarning) => void;
