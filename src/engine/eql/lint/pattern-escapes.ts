import type { Expression } from '../ast.ts';
import type { WarningSink } from '../warning.ts';

/** A backslash before anything but what it can make plain, or at the end. */
const LOST_BACKSLASH = /^(?:[^\\]|\\[*?\\])*\\(?![*?\\])([\s\S]?)/;

/**
 * Warns of backslashes that vanish: Elasticsearch takes the constant of `stringContains(field, "…")` and
 * `endsWith(field, "…")` for a pattern in which a backslash makes the next character plain.
 */
export function warnOfPatternEscapes(expression: Expression, onWarning: WarningSink): void {
  if (expression.kind !== 'call') return;
  if (expression.name !== 'stringContains' && expression.name !== 'endsWith') return;
  const [subject, constant] = expression.args;
  if (subject?.kind !== 'field' || constant?.kind !== 'literal' || typeof constant.value !== 'string') return;
  const next = LOST_BACKSLASH.exec(constant.value)?.[1];
  // At the very end a backslash has nothing to escape and stays.
  if (next === undefined || next === '') return;
  onWarning({
    code: 'pattern-escape',
    span: constant.span,
    message: `a backslash is lost: \`${expression.name}\` takes this text for a pattern, where \\ makes the next character plain`,
    advice: 'For one backslash write four in quotes, or two in """…"""; or compare by : with * at the ends',
  });
}
