import type { Diagnostic } from '../diagnostic.ts';
import type { Dialect } from '../eql/ast.ts';
import type { Severity } from '../rule.ts';
import type { SkippedRule } from './pack.ts';
import type { SourceFile } from './source-file.ts';
import type { TextLocation } from './text-location.ts';

/** A rule as its file spells it, its query not yet parsed. */
export interface RuleDraft {
  readonly source: SourceFile;
  readonly id: string;
  readonly name: string;
  readonly severity: Severity;
  readonly tags: readonly string[];
  readonly text: string;
  readonly location: TextLocation;
  readonly dialect: Dialect;
  readonly categoryField: string;
}

/** What a file reader makes of a file. Readers push into it and never throw on bad input. */
export interface Findings {
  readonly drafts: RuleDraft[];
  readonly skipped: SkippedRule[];
  readonly diagnostics: Diagnostic[];
}

export function noFindings(): Findings {
  return { drafts: [], skipped: [], diagnostics: [] };
}
