import type { Field, SequenceStep, Span } from './ast.ts';

/** A `with maxspan` clause. */
export interface MaxspanClause {
  readonly milliseconds: number;
  readonly span: Span;
}

/** What the grammar read of a sequence or sample, before the rules of either are applied. */
export interface SequenceParts {
  readonly kind: 'sequence' | 'sample';
  readonly by: readonly Field[];
  /** Where a maxspan may stand: before the steps, after them, after `until`. */
  readonly maxspans: readonly (MaxspanClause | null)[];
  readonly steps: readonly SequenceStep[];
  readonly until: SequenceStep | null;
}
