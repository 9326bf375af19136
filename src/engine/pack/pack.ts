import type { Diagnostic } from '../diagnostic.ts';
import type { Dialect } from '../eql/ast.ts';
import type { PredicateLimits } from '../predicate/predicate-limits.ts';
import type { Rule, RuleKind } from '../rule.ts';

/** Why a rule or file was left out without anybody being at fault. Stable, for machines. */
export type SkipCode = 'disabled' | 'no-query' | 'not-a-rule' | 'sigma-rule' | 'unsupported-type';

/** A rule, or a whole file, that was understood and left out. */
export interface SkippedRule {
  /** The path as the user would open it. */
  readonly file: string;
  /** Absent where the file holds no rule at all. */
  readonly ruleId?: string;
  readonly code: SkipCode;
  /** The same sentence for all that were skipped for the same reason, so that they can be counted. */
  readonly reason: string;
}

/** Everything that was found under the given paths. */
export interface Pack {
  /** Sorted by id, in code unit order: a rule's place here is its RuleIndex. */
  readonly rules: readonly Rule[];
  readonly diagnostics: readonly Diagnostic[];
  readonly skipped: readonly SkippedRule[];
  /** `sha256:` and 64 hex digits; the same pack has the same hash wherever it lies. */
  readonly hash: string;
  /** How many files went into the hash. */
  readonly files: number;
}

export interface LoadPackOptions {
  /** The dialect of queries whose file does not say; without it the text decides, see `detectDialect`. */
  readonly dialect?: Dialect;
  /** Limits that hold for Lua and Wasm rules whatever their files say: a module that needs more is refused. */
  readonly limits?: Partial<PredicateLimits>;
}

/** The rules of one kind, in the pack's order. Sequences and samples are both `sequence`. */
export function rulesOfKind(pack: Pack, kind: RuleKind): Rule[] {
  return pack.rules.filter((rule) => rule.kind === kind);
}

/** How often each reason occurs, most frequent first, then by reason. */
export function countByReason(skipped: readonly SkippedRule[]): { reason: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { reason } of skipped) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts]
    .map(([reason, count]) => ({ reason, count }))
    .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
}
