import type { Value } from './value.ts';

const LONG_MIN = -(2n ** 63n);
const UNSIGNED_LONG_MAX = 2n ** 64n - 1n;

/**
 * The number a text spells in base 10: whole (bigint) or decimal (number). Java takes `17.000` for a whole
 * number. Null if it spells none.
 */
export function parseNumber(text: string): bigint | number | null {
  if (/^[+-]?[0-9]+$/.test(text)) {
    const whole = wholeNumber(text, 10);
    return isLong(whole) ? whole : finite(Number(text));
  }
  if (!/^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$/.test(text)) return null;
  const value = Number(text);
  return Number.isInteger(value) && isLong(BigInt(value)) ? BigInt(value) : finite(value);
}

function isLong(whole: bigint): boolean {
  return whole >= LONG_MIN && whole <= UNSIGNED_LONG_MAX;
}

/** The function `number(text, base)`. Bases other than 10 take whole numbers of 64 bits only. */
export function parseInBase(text: string, base: number | null): Value {
  const chosen = base ?? (text.startsWith('0x') ? 16 : 10);
  if (chosen === 10) return parseNumber(text);
  if (!Number.isInteger(chosen) || chosen < 2 || chosen > 36) return null;
  const digits = chosen === 16 && text.startsWith('0x') ? text.slice(2) : text;
  const unsigned = digits.replace(/^[+-]/, '');
  const areDigits = unsigned !== '' && Array.from(unsigned).every((digit) => digitValue(digit) < chosen);
  if (!areDigits) return null;
  const whole = wholeNumber(digits, chosen);
  return whole >= LONG_MIN && whole < 2n ** 63n ? whole : null;
}

/** A value's text as Java prints it. A decimal always has a point; far from 1 it is written as `1.0E10`. */
export function javaText(value: string | boolean | bigint | number): string {
  if (typeof value !== 'number') return String(value);
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-3 && size < 1e7)) {
    const text = Object.is(value, -0) ? '-0' : String(value);
    return text.includes('.') ? text : `${text}.0`;
  }
  const [mantissa, exponent] = value.toExponential().split('e') as [string, string];
  return `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}E${Number(exponent)}`;
}

function wholeNumber(text: string, base: number): bigint {
  const digits = Array.from(text.replace(/^[+-]/, ''));
  const size = digits.reduce((sum, digit) => sum * BigInt(base) + BigInt(digitValue(digit)), 0n);
  return text.startsWith('-') ? -size : size;
}

/** 0 to 35 for `0` to `9` and `a` to `z` in either case; NaN for anything else. */
function digitValue(character: string): number {
  return /^[0-9a-zA-Z]$/.test(character) ? Number.parseInt(character, 36) : Number.NaN;
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
