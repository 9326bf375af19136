import type { Dialect, Query } from '../ast.ts';
import type { WarningSink } from '../warning.ts';
import { warnOfNeverTrue } from './never-true.ts';
import { warnOfPatternEscapes } from './pattern-escapes.ts';
import { warnOfRegexAnchors } from './regex-anchors.ts';
import { warnOfStreamDifferences } from './stream-notes.ts';
import { type KnownFields, warnOfUnknownFields } from './unknown-fields.ts';
import { visitExpressions } from './visit-expressions.ts';

export interface LintOptions {
  readonly dialect: Dialect;
  /** The fields a name is checked against; without them no name is doubted. */
  readonly knownFields?: KnownFields;
}

/** Gives every warning there is about a parsed query, apart from those of the parser itself. */
export function lintQuery(query: Query, options: LintOptions, onWarning: WarningSink): void {
  visitExpressions(query, (expression) => {
    warnOfRegexAnchors(expression, options.dialect, onWarning);
    warnOfPatternEscapes(expression, onWarning);
    warnOfNeverTrue(expression, onWarning);
  });
  warnOfStreamDifferences(query, onWarning);
  if (options.knownFields !== undefined) warnOfUnknownFields(query, options.knownFields, onWarning);
}
