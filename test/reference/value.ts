import type { Expression } from '../../src/engine/eql/ast.ts';
import type { Scalar } from '../../src/engine/events/field-value.ts';
import { parseNumber } from './number-text.ts';

/**
 * What an expression evaluates to. A whole number is a bigint, a decimal a number, so that the two kinds of
 * arithmetic cannot be mistaken for each other. Null is the unknown of three-valued logic.
 */
export type Value = string | boolean | bigint | number | null;

/** The type a place asks for. A field has no type of its own here: what it is used with decides. */
export type ValueType = 'text' | 'number' | 'boolean' | 'unknown';

const UNSIGNED_LONG_MAX = 2n ** 64n - 1n;
const LONG_MIN = -(2n ** 63n);

/** Whole numbers of 64 bits, signed or not, are whole; everything else is decimal. */
export function fromScalar(scalar: Scalar): Value {
  if (typeof scalar === 'string' || typeof scalar === 'boolean') return scalar;
  if (typeof scalar === 'number' && !Number.isInteger(scalar)) return scalar;
  const whole = BigInt(scalar);
  return whole >= LONG_MIN && whole <= UNSIGNED_LONG_MAX ? whole : Number(scalar);
}

/**
 * Reads a field's value as the type its place asks for, the way the field's mapping would have had it
 * indexed: a number as its digits, a numeric text as a number, `"true"` as a boolean. Null if it cannot be.
 */
export function readAs(scalar: Scalar, type: ValueType): Value {
  if (type === 'text') return String(scalar);
  if (type === 'boolean') {
    const text = String(scalar);
    return text === 'true' ? true : text === 'false' ? false : null;
  }
  const value = fromScalar(scalar);
  if (type === 'unknown' || typeof value === 'bigint' || typeof value === 'number') return value;
  return typeof value === 'string' ? parseNumber(value) : null;
}

/** The type of an expression's value, as far as the expression alone tells. */
export function typeOf(expression: Expression): ValueType {
  switch (expression.kind) {
    case 'literal':
      return typeOfValue(expression.value);
    case 'field':
      return 'unknown';
    case 'negate':
    case 'arithmetic':
      return 'number';
    case 'call':
      return RESULT_TYPES[expression.name];
    default:
      return 'boolean';
  }
}

/** The type of a value; null has none. */
export function typeOfValue(value: Value): ValueType {
  if (value === null) return 'unknown';
  if (typeof value === 'string') return 'text';
  return typeof value === 'boolean' ? 'boolean' : 'number';
}

const RESULT_TYPES = {
  add: 'number',
  between: 'text',
  cidrMatch: 'boolean',
  concat: 'text',
  divide: 'number',
  endsWith: 'boolean',
  indexOf: 'number',
  length: 'number',
  modulo: 'number',
  multiply: 'number',
  number: 'number',
  startsWith: 'boolean',
  string: 'text',
  stringContains: 'boolean',
  stringEqualsCi: 'boolean',
  substring: 'text',
  subtract: 'number',
  wildcard: 'boolean',
} as const;
