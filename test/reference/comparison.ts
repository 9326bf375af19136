import type { Comparison } from '../../src/engine/eql/ast.ts';
import { parseNumber } from './number-text.ts';
import { compareTexts } from './text-tests.ts';
import type { Value } from './value.ts';

/** What texts are ordered by: fields by code point, as their index is; what is computed by UTF-16 unit, as Java does. */
export type TextOrder = 'code points' | 'units';

/** `left operator right` on two values: null where one is null, false where they cannot be compared. */
export function compareValues(
  operator: Comparison['operator'],
  left: Value,
  right: Value,
  textOrder: TextOrder,
): boolean | null {
  if (left === null || right === null) return null;
  const order = orderOf(left, right, textOrder);
  if (operator === '!=') return order !== 0;
  if (order === undefined) return false;
  if (operator === '==') return order === 0;
  // Booleans are equal or not; neither is the greater.
  if (typeof left === 'boolean') return false;
  return { '<': order < 0, '<=': order <= 0, '>': order > 0, '>=': order >= 0 }[operator];
}

/**
 * Negative, zero or positive; undefined where the two cannot be compared. Values of two types meet only
 * where two fields are compared: there a text is read as what the other side is.
 */
function orderOf(
  left: NonNullable<Value>,
  right: NonNullable<Value>,
  textOrder: TextOrder,
): number | undefined {
  if (typeof left === 'string' && typeof right === 'string') {
    // JavaScript orders its strings as Java does.
    return textOrder === 'code points'
      ? compareTexts(left, right)
      : Number(left > right) - Number(left < right);
  }
  if (typeof left === 'boolean' || typeof right === 'boolean')
    return String(left) === String(right) ? 0 : undefined;
  const leftNumber = typeof left === 'string' ? parseNumber(left) : left;
  const rightNumber = typeof right === 'string' ? parseNumber(right) : right;
  if (leftNumber === null || rightNumber === null) return undefined;
  // JavaScript compares a bigint and a number by their exact values.
  return leftNumber < rightNumber ? -1 : leftNumber > rightNumber ? 1 : 0;
}
