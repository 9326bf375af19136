import type { Diagnostic } from '../diagnostic.ts';
import type { Query } from '../eql/ast.ts';
import { lintQuery } from '../eql/lint/lint-query.ts';
import type { EqlWarning } from '../eql/warning.ts';
import { fileDiagnostic } from './file-diagnostic.ts';
import { knownFields } from './known-fields.ts';
import type { EqlDraft } from './rule-draft.ts';
import { spanInFile } from './text-location.ts';

/** More than anybody reads about one rule; a query of a million patterns could have as many warnings. */
const MAX_WARNINGS = 20;

/**
 * The warnings about a rule's query at their places in the file, in the order of the text.
 *
 * @param fromParser what the parser warned of.
 */
export function queryWarnings(
  draft: EqlDraft,
  query: Query,
  fromParser: readonly EqlWarning[],
): Diagnostic[] {
  const warnings = [...fromParser];
  lintQuery(query, { dialect: draft.dialect, knownFields: knownFields() }, (warning) =>
    warnings.push(warning),
  );
  warnings.sort((left, right) => left.span.start.offset - right.span.start.offset);
  const diagnostics = warnings.slice(0, MAX_WARNINGS).map(({ code, message, advice, span }) => {
    const fault = { severity: 'warning' as const, code: `eql-${code}`, message, advice };
    return fileDiagnostic(draft.source, fault, spanInFile(draft.location, span));
  });
  if (warnings.length > MAX_WARNINGS) {
    const message = `the rule ${draft.id} has ${warnings.length - MAX_WARNINGS} more warnings`;
    diagnostics.push(
      fileDiagnostic(draft.source, { severity: 'warning', code: 'eql-more-warnings', message }),
    );
  }
  return diagnostics;
}
