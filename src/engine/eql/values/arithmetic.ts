export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%';
export type Numeric = number | bigint;

const LONG_MIN = -(2n ** 63n);
const LONG_MAX = 2n ** 63n - 1n;

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
export function calculate(
  operator: ArithmeticOperator,
  left: Numeric,
  right: Numeric,
  decimal: boolean,
): Numeric | null {
  if (decimal || !isWhole(left) || !isWhole(right)) {
    const result = DECIMAL[operator](Number(left), Number(right));
    return Number.isFinite(result) ? result : null;
  }
  if ((operator === '/' || operator === '%') && Number(right) === 0) return null;
  if (typeof left === 'number' && typeof right === 'number') {
    const result = DECIMAL[operator](left, right);
    const whole = operator === '/' ? Math.trunc(result) : result;
    // `+ 0` turns -0 into 0: integers have one zero.
    if (Number.isSafeInteger(whole)) return whole + 0;
  }
  const result = WHOLE[operator](BigInt(left), BigInt(right));
  if (result < LONG_MIN || result > LONG_MAX) return null;
  return narrow(result);
}

/** A bigint as a number where that is exact. */
export function narrow(value: bigint): Numeric {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** Numbers beyond 64 bits are decimals, whatever stands behind their point. */
export function isWhole(value: Numeric): boolean {
  return typeof value === 'bigint' || (Number.isInteger(value) && Math.abs(value) < 2 ** 64);
}
