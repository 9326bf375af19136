import type { Field, Query } from '../ast.ts';
import type { WarningSink } from '../warning.ts';
import { visitExpressions } from './visit-expressions.ts';

/** Tells known field names from unknown ones. */
export interface KnownFields {
  has(path: string): boolean;
  /** The known name that an unknown one probably means; undefined where none is close. */
  closest(path: string): string | undefined;
}

/**
 * Warns of names that look like a slip of a known one. Unknown names as such are fine: vendors have their own.
 * Each name is doubted once.
 */
export function warnOfUnknownFields(query: Query, known: KnownFields, onWarning: WarningSink): void {
  const seen = new Set<string>();
  for (const field of fieldsOf(query)) {
    if (seen.has(field.path)) continue;
    seen.add(field.path);
    if (known.has(field.path)) continue;
    const meant = known.closest(field.path);
    if (meant === undefined) continue;
    onWarning({
      code: 'unknown-field',
      span: field.span,
      message: `unknown field '${field.path}'`,
      advice: `Did you mean '${meant}'?`,
    });
  }
}

function fieldsOf(query: Query): readonly Field[] {
  const fields: Field[] = [];
  visitExpressions(query, (expression) => {
    if (expression.kind === 'field') fields.push(expression);
  });
  if (query.kind !== 'event') fields.push(...query.by, ...query.steps.flatMap((step) => step.by));
  if (query.kind === 'sequence' && query.until !== null) fields.push(...query.until.by);
  return fields;
}
