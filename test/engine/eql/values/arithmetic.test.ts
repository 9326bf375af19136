import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calculate } from '../../../../src/engine/eql/values/arithmetic.ts';

describe('calculate', () => {
  it.each([
    ['/', 7, 2, false, 3],
    ['/', -7, 2, false, -3],
    ['/', 7, 2, true, 3.5],
    ['%', -7, 3, false, -1],
    ['%', 7.5, 2, false, 1.5],
    ['/', 1, 0, false, null],
    ['%', 1, 0, false, null],
    ['/', 1, 0, true, null],
    ['+', 2 ** 53 - 1, 1, false, 2n ** 53n],
    ['+', 2n ** 63n - 1n, 1, false, null],
    ['*', 2 ** 40, 2 ** 40, false, null],
    ['-', 2n ** 53n, 1, false, 2 ** 53 - 1],
    ['/', 2n ** 60n, 2, false, 2n ** 59n],
  ] as const)('%s of %s and %s (decimal: %s) is %s', (operator, left, right, decimal, expected) => {
    expect(calculate(operator, left, right, decimal)).toBe(expected);
  });

  it('has one zero among whole numbers', () => {
    expect(Object.is(calculate('*', -1, 0, false), 0)).toBe(true);
    expect(Object.is(calculate('%', -4, 2, false), 0)).toBe(true);
  });

  it('computes whole numbers as 64-bit integers do', () => {
    const long = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
    const narrow = (n: bigint) => (Number.isSafeInteger(Number(n)) ? Number(n) : n);
    fc.assert(
      fc.property(long, long, fc.constantFrom('+', '-', '*', '/', '%'), (a, b, operator) => {
        if ((operator === '/' || operator === '%') && b === 0n) return;
        const exact = { '+': a + b, '-': a - b, '*': a * b, '/': b && a / b, '%': b && a % b }[operator];
        const expected = BigInt.asIntN(64, exact) === exact ? narrow(exact) : null;
        expect(calculate(operator, narrow(a), narrow(b), false)).toBe(expected);
      }),
    );
  });
});
