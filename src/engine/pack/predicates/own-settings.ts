import type { PredicateLimits } from '../../predicate/predicate-limits.ts';
import type { Place } from '../file-diagnostic.ts';
import type { SourceFile } from '../source-file.ts';

/** A regular expression or glob, and where it is written. */
export interface WrittenPattern {
  readonly text: string;
  readonly source: SourceFile;
  readonly place: Place;
}

/** What a predicate's own files say of how it runs; its folder may add more. */
export interface OwnSettings {
  /** Null: it sees events of every category. */
  readonly category: string | null;
  /** In the order of their numbers, from 1. */
  readonly regexes: readonly WrittenPattern[];
  readonly globs: readonly WrittenPattern[];
  readonly limits: Partial<PredicateLimits>;
}

export const NO_SETTINGS: OwnSettings = { category: null, regexes: [], globs: [], limits: {} };
