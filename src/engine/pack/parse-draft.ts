import { type Diagnostic, EqlError } from '../diagnostic.ts';
import type { Query } from '../eql/ast.ts';
import { checkPatterns } from '../eql/compile/check-patterns.ts';
import { parseQuery } from '../eql/parse.ts';
import type { EqlWarning } from '../eql/warning.ts';
import type { EqlRule, Rule } from '../rule.ts';
import { fileDiagnostic } from './file-diagnostic.ts';
import { queryWarnings } from './query-warnings.ts';
import type { EqlDraft } from './rule-draft.ts';
import { spanWarnings } from './span-warnings.ts';
import { spanInFile } from './text-location.ts';

/** A rule, with what is doubtful about it; or the faults that leave no rule. */
export type CheckedDraft =
  | { readonly rule: Rule; readonly warnings: readonly Diagnostic[] }
  | { readonly faults: readonly Diagnostic[] };

/** Parses a rule's query; faults and warnings are reported at their places in the file. */
export function parseDraft(draft: EqlDraft): CheckedDraft {
  const { source, location, declaredSpan, ...fields } = draft;
  const fromParser: EqlWarning[] = [];
  const onWarning = (warning: EqlWarning) => fromParser.push(warning);
  let query: Query;
  try {
    query = parseQuery(draft.text, { dialect: draft.dialect, onWarning });
    checkPatterns(query, draft.dialect);
  } catch (error) {
    if (!(error instanceof EqlError)) throw error;
    const fault = { code: 'eql-syntax', message: error.message, advice: error.advice };
    return { faults: [fileDiagnostic(source, fault, spanInFile(location, error.span))] };
  }
  const rule: EqlRule = {
    ...fields,
    kind: query.kind === 'event' ? 'eql' : 'sequence',
    file: source.packPath,
    origin: { file: source.shownPath, line: location.line, column: location.column },
    query,
  };
  const warnings = [...queryWarnings(draft, query, fromParser), ...spanWarnings(query, declaredSpan)];
  return { rule, warnings };
}
