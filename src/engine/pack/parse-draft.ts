import { type Diagnostic, EqlError } from '../diagnostic.ts';
import type { Query } from '../eql/ast.ts';
import { checkPatterns } from '../eql/compile/check-patterns.ts';
import { parseQuery } from '../eql/parse.ts';
import type { EqlWarning } from '../eql/warning.ts';
import type { EqlRule } from '../rule.ts';
import { fileDiagnostic } from './file-diagnostic.ts';
import { queryWarnings } from './query-warnings.ts';
import type { RuleDraft } from './rule-draft.ts';
import { spanInFile } from './text-location.ts';

/** A rule, with what is doubtful about its query; or the fault that leaves no rule. */
export type ParsedDraft =
  | { readonly rule: EqlRule; readonly warnings: readonly Diagnostic[] }
  | { readonly diagnostic: Diagnostic };

/** Parses a rule's query; faults and warnings are reported at their places in the file. */
export function parseDraft(draft: RuleDraft): ParsedDraft {
  const { source, location, ...fields } = draft;
  const fromParser: EqlWarning[] = [];
  const onWarning = (warning: EqlWarning) => fromParser.push(warning);
  let query: Query;
  try {
    query = parseQuery(draft.text, { dialect: draft.dialect, onWarning });
    checkPatterns(query, draft.dialect);
  } catch (error) {
    if (!(error instanceof EqlError)) throw error;
    const fault = { code: 'eql-syntax', message: error.message, advice: error.advice };
    return { diagnostic: fileDiagnostic(source, fault, spanInFile(location, error.span)) };
  }
  const rule: EqlRule = {
    ...fields,
    kind: query.kind === 'event' ? 'eql' : 'sequence',
    file: source.packPath,
    origin: { file: source.shownPath, line: location.line, column: location.column },
    query,
  };
  return { rule, warnings: queryWarnings(draft, query, fromParser) };
}
