import { EqlError } from '../diagnostic.ts';
import type { Literal, Span } from './ast.ts';

const MAX_UNSIGNED_64 = 2n ** 64n - 1n;

/**
 * The value of a number without sign: a whole number up to 64 bits unsigned exactly, anything else as a double.
 *
 * @throws EqlError when the number is beyond what a double holds.
 */
export function numberLiteral(source: string, span: Span): Literal {
  const value = Number(source);
  if (!Number.isFinite(value)) {
    throw new EqlError('number too large', span, 'Write a number below 1.8e308');
  }
  const whole = /^[0-9]+$/.test(source);
  if (!whole) return { kind: 'literal', value, decimal: true, span };
  if (Number.isSafeInteger(value)) return { kind: 'literal', value, decimal: false, span };
  const exact = BigInt(source);
  return exact <= MAX_UNSIGNED_64
    ? { kind: 'literal', value: exact, decimal: false, span }
    : { kind: 'literal', value, decimal: true, span };
}
