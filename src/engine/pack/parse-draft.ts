import { type Diagnostic, EqlError } from '../diagnostic.ts';
import type { Query } from '../eql/ast.ts';
import { checkPatterns } from '../eql/compile/check-patterns.ts';
import { parseQuery } from '../eql/parse.ts';
import type { Rule } from '../rule.ts';
import { fileDiagnostic } from './file-diagnostic.ts';
import type { RuleDraft } from './rule-draft.ts';
import { spanInFile } from './text-location.ts';

/** Parses a rule's query; a fault in it is reported at its place in the file. */
export function parseDraft(draft: RuleDraft): { rule: Rule } | { diagnostic: Diagnostic } {
  const { source, location, ...fields } = draft;
  let query: Query;
  try {
    query = parseQuery(draft.text, { dialect: draft.dialect });
    checkPatterns(query, draft.dialect);
  } catch (error) {
    if (!(error instanceof EqlError)) throw error;
    const fault = { code: 'eql-syntax', message: error.message, advice: error.advice };
    return { diagnostic: fileDiagnostic(source, fault, spanInFile(location, error.span)) };
  }
  const rule: Rule = {
    ...fields,
    kind: query.kind === 'event' ? 'eql' : 'sequence',
    file: source.packPath,
    origin: { file: source.shownPath, line: location.line, column: location.column },
    query,
  };
  return { rule };
}
