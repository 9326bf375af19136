import type { FieldTable } from './field-table.ts';
import type { PredicateLimits } from './predicate-limits.ts';

/** What a Lua or Wasm rule brings along besides its code. */
export interface PredicateSettings {
  /** The category its events must have; null: it sees every event. */
  readonly category: string | null;
  /** What its numeric field ids mean. */
  readonly fields: FieldTable;
  /** Patterns it may match by number; the first has number 1. Syntax of RE2, found anywhere in the text. */
  readonly regexes: readonly string[];
  /** Glob patterns it may match by number; the first has number 1. They match whole texts, with case. */
  readonly globs: readonly string[];
  /** Limits that its pack sets; what it leaves out is set by whoever loads it. */
  readonly limits: Partial<PredicateLimits>;
}
