export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%';

/** A number as an event or a query gives it: whole numbers beyond 2^53 are bigint. */
export type Numeric = number | bigint;

/**
 * What arithmetic takes and gives: a bigint is a whole number, a number is a decimal even where its value is
 * whole, so that `0.5 + 0.5` divided by 4 is 0.25.
 */
export type Operand = number | bigint;

const LONG_MIN = -(2n ** 63n);
const LONG_MAX = 2n ** 63n - 1n;
const UNSIGNED_LONG_MAX = 2n ** 64n - 1n;

const DECIMAL: Record<ArithmeticOperator, (a: number, b: number) => number> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
};

const WHOLE: Record<ArithmeticOperator, (a: bigint, b: bigint) => bigint> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
};

/**
 * Whole numbers stay whole (division cuts toward zero) unless one side is decimal. What Elasticsearch
 * refuses, division by zero and results beyond 64 bits, is null here: one odd event must not end a replay.
 */
export function calculate(operator: ArithmeticOperator, left: Operand, right: Operand): Operand | null {
  if (typeof left === 'number' || typeof right === 'number') {
    const result = DECIMAL[operator](Number(left), Number(right));
    return Number.isFinite(result) ? result : null;
  }
  if ((operator === '/' || operator === '%') && right === 0n) return null;
  return inRange(WHOLE[operator](left, right));
}

/** Unary minus. */
export function negate(value: Operand): Operand | null {
  return typeof value === 'number' ? -value : inRange(-value);
}

/** A value as arithmetic takes it, going by the value alone. */
export function operand(value: Numeric): Operand {
  return isWhole(value) ? BigInt(value) : Number(value);
}

/** Whether a value counts as a whole number: it has no fraction and fits 64 bits, with sign or without. */
export function isWhole(value: Numeric): boolean {
  return (
    (typeof value === 'bigint' || Number.isInteger(value)) && value >= LONG_MIN && value <= UNSIGNED_LONG_MAX
  );
}

/** A bigint as a number where that is exact. */
export function narrow(value: bigint): Numeric {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

function inRange(value: bigint): bigint | null {
  return value < LONG_MIN || value > LONG_MAX ? null : value;
}
