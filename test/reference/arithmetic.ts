import type { Arithmetic } from '../../src/engine/eql/ast.ts';
import type { Value } from './value.ts';

const LONG_MIN = -(2n ** 63n);
const LONG_MAX = 2n ** 63n - 1n;

/**
 * Whole numbers stay whole: division cuts toward zero, the remainder has the sign of the left side. One
 * decimal side makes it decimal. Null in, null out. What has no answer (not a number, whole division by zero,
 * beyond 64 bits, a decimal result that is not finite) is null.
 */
export function calculate(operator: Arithmetic['operator'], left: Value, right: Value): Value {
  if (typeof left === 'bigint' && typeof right === 'bigint') return calculateWhole(operator, left, right);
  if (!isNumber(left) || !isNumber(right)) return null;
  const result = calculateDecimal(operator, Number(left), Number(right));
  return Number.isFinite(result) ? result : null;
}

/** Unary minus. */
export function negate(value: Value): Value {
  return typeof value === 'number' ? -value : calculate('-', 0n, value);
}

function isNumber(value: Value): value is bigint | number {
  return typeof value === 'bigint' || typeof value === 'number';
}

function calculateWhole(operator: Arithmetic['operator'], left: bigint, right: bigint): bigint | null {
  if (right === 0n && (operator === '/' || operator === '%')) return null;
  const result = {
    '+': () => left + right,
    '-': () => left - right,
    '*': () => left * right,
    '/': () => left / right,
    '%': () => left % right,
  }[operator]();
  return result >= LONG_MIN && result <= LONG_MAX ? result : null;
}

function calculateDecimal(operator: Arithmetic['operator'], left: number, right: number): number {
  return { '+': left + right, '-': left - right, '*': left * right, '/': left / right, '%': left % right }[
    operator
  ];
}
