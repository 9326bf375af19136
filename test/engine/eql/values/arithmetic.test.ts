import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calculate, isWhole, negate, operand } from '../../../../src/engine/eql/values/arithmetic.ts';

describe('calculate', () => {
  it.each([
    ['/', 7n, 2n, 3n],
    ['/', -7n, 2n, -3n],
    ['/', 7, 2n, 3.5],
    ['/', 7n, 2, 3.5],
    ['/', 1, 4n, 0.25],
    ['%', -7n, 3n, -1n],
    ['%', 7.5, 2n, 1.5],
    ['/', 1n, 0n, null],
    ['%', 1n, 0n, null],
    ['/', 1, 0n, null],
    ['+', 2n ** 63n - 1n, 1n, null],
    ['+', 2n ** 63n - 1n, 1, 2 ** 63],
    ['*', 1e200, 1e200, null],
  ] as const)('%s of %s and %s is %s', (operator, left, right, expected) => {
    expect(calculate(operator, left, right)).toBe(expected);
  });

  it('computes whole numbers as 64-bit integers do', () => {
    const long = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
    fc.assert(
      fc.property(long, long, fc.constantFrom('+', '-', '*', '/', '%'), (a, b, operator) => {
        if ((operator === '/' || operator === '%') && b === 0n) return;
        const exact = { '+': a + b, '-': a - b, '*': a * b, '/': b && a / b, '%': b && a % b }[operator];
        expect(calculate(operator, a, b)).toBe(BigInt.asIntN(64, exact) === exact ? exact : null);
      }),
    );
  });
});

describe('negate', () => {
  it('has two zeros among decimals and one among whole numbers', () => {
    expect(negate(0)).toBe(-0);
    expect(negate(0n)).toBe(0n);
  });

  it('is null for the smallest whole number, whose negative does not fit', () => {
    expect(negate(-(2n ** 63n))).toBe(null);
  });
});

describe('a value from an event', () => {
  it.each([
    [12, 12n],
    [0.5, 0.5],
    [2n ** 64n - 1n, 2n ** 64n - 1n],
    [2n ** 64n, 2 ** 64],
    [1e21, 1e21],
    [-(2 ** 63), -(2n ** 63n)],
    [-1e19, -1e19],
  ])('%s is computed with as %s', (value, expected) => {
    expect(operand(value)).toBe(expected);
    expect(isWhole(value)).toBe(typeof expected === 'bigint');
  });
});
