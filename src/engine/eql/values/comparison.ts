import type { Scalar } from '../../events/field-value.ts';
import { parseDecimal } from './number-text.ts';
import { compareCodePoints, type TextOrder, textOf } from './text.ts';

export type OrderOperator = '<' | '<=' | '>' | '>=';

const HOLDS: Record<OrderOperator, (sign: number) => boolean> = {
  '<': (sign) => sign < 0,
  '<=': (sign) => sign <= 0,
  '>': (sign) => sign > 0,
  '>=': (sign) => sign >= 0,
};

function compareNumbers(left: number | bigint, right: number | bigint): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/**
 * The order of two values: negative, zero, positive; undefined where they cannot be compared. A stream has
 * no mapping that says a field's type, so the other side decides: beside a number a text is read as a number,
 * beside a text a number is its digits, beside a boolean only `true` and `false` count.
 */
export function compareValues(
  left: Scalar,
  right: Scalar,
  compareTexts: TextOrder = compareCodePoints,
): number | undefined {
  if (typeof left === 'string' && typeof right === 'string') return compareTexts(left, right);
  if (typeof left === 'boolean' || typeof right === 'boolean') {
    return textOf(left) === textOf(right) ? 0 : undefined;
  }
  if (typeof left === 'string') {
    const number = parseDecimal(left);
    return number === undefined ? undefined : compareNumbers(number, right as number | bigint);
  }
  if (typeof right === 'string') {
    const number = parseDecimal(right);
    return number === undefined ? undefined : compareNumbers(left, number);
  }
  return compareNumbers(left, right);
}

/** Equality of a field's value and a constant, by the same rules; a number meets a text constant as text. */
export function equalsConstant(value: Scalar, constant: Scalar): boolean {
  if (typeof constant === 'string') return textOf(value) === constant;
  return compareValues(value, constant) === 0;
}

/** Whether `value operator constant` holds; beside a text constant every value is its text. */
export function ordersAgainst(operator: OrderOperator, value: Scalar, constant: Scalar): boolean {
  if (typeof constant === 'string') return HOLDS[operator](compareCodePoints(textOf(value), constant));
  // Booleans are equal or not; neither is the greater.
  if (typeof value === 'boolean' || typeof constant === 'boolean') return false;
  const sign = compareValues(value, constant);
  return sign !== undefined && HOLDS[operator](sign);
}
