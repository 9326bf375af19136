import type { Dialect, Query } from './eql/ast.ts';

export type RuleKind = 'eql' | 'sequence' | 'lua' | 'wasm';

/** A rule's place in its pack, from 0. Metrics, columns of matches and reports all use it. */
export type RuleIndex = number;

export type Severity = 'informational' | 'low' | 'medium' | 'high' | 'critical';

/** Where a rule's text begins inside its file, so that errors can name the file's line. */
export interface TextOrigin {
  readonly file: string;
  /** Line of the text's first character, from 1. */
  readonly line: number;
  /** Column of the text's first character, from 1. */
  readonly column: number;
}

/** A rule as its file gives it, parsed and not yet compiled. */
export interface Rule {
  readonly id: string;
  readonly name: string;
  readonly kind: RuleKind;
  readonly severity: Severity;
  readonly tags: readonly string[];
  /** Path of the rule's file, relative to the pack's folder, with forward slashes. */
  readonly file: string;
  readonly text: string;
  readonly origin: TextOrigin;
  readonly dialect: Dialect;
  /** The field a query's category is compared with; `event.category` unless the rule overrides it. */
  readonly categoryField: string;
  readonly query: Query;
}
