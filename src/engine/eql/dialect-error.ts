import { EqlError } from '../diagnostic.ts';
import type { Span } from './ast.ts';

/**
 * The error for a Kestrel form in a query of the Elastic dialect.
 *
 * @param what the form, as the sentence's subject.
 * @param advice how to write it in either dialect, a sentence without full stop.
 */
export function dialectError(what: string, advice: string, span: Span): EqlError {
  return new EqlError(
    `${what} belongs to the Kestrel dialect`,
    span,
    `${advice}, or set the dialect of the rule to kestrel`,
  );
}
