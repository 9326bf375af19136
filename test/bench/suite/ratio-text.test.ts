import { expect, test } from 'vitest';
import { changeText, numberText } from '../../../bench/suite/ratio-text.ts';

test.each([
  [0.001234, '0.00123'],
  [0.98549, '0.985'],
  [1, '1.00'],
  [23.46, '23.5'],
  [248.2, '248'],
  [1234.5, '1235'],
])('%d has three digits', (value, text) => {
  expect(numberText(value)).toBe(text);
});

test.each([
  [0.5, '50 % more'],
  [-0.123, '12 % less'],
  [0.004, '0.4 % more'],
])('a change of %d has its direction', (share, text) => {
  expect(changeText(share)).toBe(text);
});
