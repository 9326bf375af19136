import type { Span } from '../../engine/eql/ast.ts';
import type { RuleIndex } from '../../engine/rule.ts';

/** One condition of several that must all hold, as sampled events met it. */
export interface ClauseCount {
  /** Where it stands in the text of the rule. */
  readonly span: Span;
  /** It says what must not be: `not …`, `!=`, `not in`. */
  readonly isExclusion: boolean;
  /** Sampled events on which it was evaluated by itself, whatever the others say. */
  readonly evaluated: number;
  /** Of those, the ones it held for. */
  readonly held: number;
  /** Sampled events that reach it where it stands. */
  readonly reached: number;
  /** Of those, the ones it held for. */
  readonly passed: number;
}

/** A field that a condition asks for and that no sampled event of its category has. */
export interface AbsentField {
  readonly path: string;
  readonly span: Span;
}

/** How a condition was rewritten for a trial. */
export type Rewrite =
  /** An operand of `and` or `or` was put before another one. */
  | {
      readonly kind: 'move';
      readonly operator: 'and' | 'or';
      readonly moved: Span;
      readonly before: Span;
      /** Share of the events that reach both for which each settles the matter. */
      readonly movedSettles: number;
      readonly beforeSettles: number;
    }
  /** A pattern was replaced by a plain form. */
  | { readonly kind: 'plain'; readonly span: Span; readonly replacement: string }
  /** A test that ignores case was replaced by one that does not. */
  | { readonly kind: 'case'; readonly span: Span; readonly values: number }
  /** A condition that always held was left out. */
  | { readonly kind: 'drop'; readonly span: Span };

/** A rewritten condition against the one that was written, both run over the same sampled events. */
export interface Trial {
  readonly rewrite: Rewrite;
  /** Median time for one candidate, as written; nanoseconds. */
  readonly beforeNs: number;
  /** The same, rewritten. */
  readonly afterNs: number;
  /** Pairs of runs, one after the other. */
  readonly rounds: number;
  /** Of those, the ones in which the rewritten condition took less. */
  readonly roundsFaster: number;
}

/** What the sample shows of one filter of a rule: its condition, or that of a step. */
export interface FilterCensus {
  readonly rule: RuleIndex;
  /** Of a sequence or sample, from 0, as written; null for other rules, undefined for `until`. */
  readonly step: number | null | undefined;
  /** Sampled events of its category. */
  readonly offered: number;
  /** Of those, the ones it has to look at, others having been ruled out by the index. */
  readonly candidates: number;
  /** Of those, the ones it holds for. */
  readonly matched: number;
  /** In the order they are run; those that the index decides first. */
  readonly clauses: readonly ClauseCount[];
  readonly absentFields: readonly AbsentField[];
  /** Only rewritten conditions that match the same sampled events. */
  readonly trials: readonly Trial[];
}

/** What a sample of the events shows of the clauses of rules. Plain data: it travels between threads. */
export interface CensusFindings {
  /** Events in the sample. */
  readonly events: number;
  /** EQL rules that were looked at, those with the most CPU time first. */
  readonly rules: number;
  /** What looking took, after the run; nanoseconds. */
  readonly timeNs: number;
  readonly filters: readonly FilterCensus[];
}
