import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { GrammarError } from '../../src/budget/grammar-error.ts';
import { parseQuantity } from '../../src/budget/quantity.ts';
import type { BudgetUnit } from '../../src/report/verdict.ts';

test.each<[string, BudgetUnit, number]>([
  ['500ns', 'ns', 500],
  ['50us', 'ns', 50_000],
  ['50µs', 'ns', 50_000],
  ['1.5ms', 'ns', 1_500_000],
  ['2 s', 'ns', 2e9],
  ['0', 'ns', 0],
  ['512B', 'bytes', 512],
  ['20kB', 'bytes', 20_000],
  ['64MiB', 'bytes', 67_108_864],
  ['-3kB', 'bytes', -3_000],
  ['5%', 'share', 0.05],
  ['0.05', 'share', 0.05],
  ['1e3', 'count', 1_000],
  ['50000/s', 'per-second', 50_000],
  ['true', 'flag', 1],
  ['0', 'flag', 0],
])('%s of %s is %d', (text, unit, value) => {
  expect(parseQuantity(text, unit)).toBe(value);
});

test.each<[string, BudgetUnit, string, number, number]>([
  ['', 'count', 'a limit is missing', 0, 1],
  ['fast', 'ns', 'a limit is missing', 0, 4],
  ['50', 'ns', 'needs a unit', 0, 2],
  ['50 kB', 'ns', 'does not fit', 3, 2],
  ['50us', 'count', 'does not fit', 2, 2],
  ['5%', 'bytes', 'does not fit', 1, 1],
  ['2', 'flag', 'true or false', 0, 1],
  ['1e999', 'count', 'too large', 0, 5],
])('%j is no %s', (text, unit, message, offset, length) => {
  const error = thrownBy(() => parseQuantity(text, unit));
  expect(error.message).toContain(message);
  expect(error).toMatchObject({ offset, length });
  expect(error.advice).toMatch(/^Write /);
});

test('a whole number of percent is that many hundredths', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), (percent) => {
      expect(parseQuantity(`${percent}%`, 'share')).toBe(percent / 100 + 0);
    }),
  );
});

function thrownBy(run: () => unknown): GrammarError {
  try {
    run();
  } catch (error) {
    if (error instanceof GrammarError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
