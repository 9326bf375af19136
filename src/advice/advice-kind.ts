import type { Span } from '../engine/eql/ast.ts';
import type { AdviceCode } from '../report/rule-advice.ts';
import type { RuleEvidence } from './rule-evidence.ts';

/** One piece of advice, not yet tied to a place in a file. */
export interface Advice {
  readonly code: AdviceCode;
  /** What was seen, with its figures; a sentence. */
  readonly finding: string;
  /** What to do about it; a sentence. */
  readonly action: string;
  /** The part of the query it is about; undefined: all of the rule. */
  readonly span?: Span;
  /** The figures it rests on, by name; units are in the names. */
  readonly evidence: Readonly<Record<string, number>>;
  /** Estimate of the CPU time that this run would have been spared; null where it is not known. */
  readonly savesNs: number | null;
}

/** Finds what one kind of advice has to say about a rule; most often nothing. */
export type AdviceKind = (evidence: RuleEvidence) => readonly Advice[];
