import { describe, expect, it } from 'vitest';
import { stringOf } from '../../../../src/engine/eql/values/functions.ts';

describe('stringOf', () => {
  it.each([
    [12, false, '12'],
    [12, true, '12.0'],
    [2.5, false, '2.5'],
    [0.001, false, '0.001'],
    [0.0001, false, '1.0E-4'],
    [-1.5e-7, false, '-1.5E-7'],
    [9_999_999.5, false, '9999999.5'],
    [12_345_678.5, false, '1.23456785E7'],
    [10_000_000, true, '1.0E7'],
    [10_000_000, false, '10000000'],
    [1e21, false, '1.0E21'],
    [-0, true, '-0.0'],
    [9_007_199_254_740_993n, false, '9007199254740993'],
    [true, false, 'true'],
  ] as const)('%s (decimal: %s) is written %s', (value, decimal, text) => {
    expect(stringOf(value, decimal)).toBe(text);
  });
});
