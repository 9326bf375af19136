import type { Scalar } from '../../events/field-value.ts';
import { isWhole, narrow } from './arithmetic.ts';
import { parseDecimal } from './number-text.ts';
import { foldUnicode, textOf } from './text.ts';

/** The value of an expression for one event; null where a part of it is missing. */
export type Value = Scalar | null;

/*
 * The text functions on plain values, as Elasticsearch's function processors compute them. Every function is
 * null where an argument it needs is null. `fold` is applied to both texts of a comparison.
 */
export type Fold = (text: string) => string;

/** Keeps case. */
export const keepCase: Fold = (text) => text;

export function startsWith(text: Value, start: Value, fold: Fold): Value {
  if (text === null || start === null) return null;
  return fold(textOf(text)).startsWith(fold(textOf(start)));
}

export function endsWith(text: Value, end: Value, fold: Fold): Value {
  if (text === null || end === null) return null;
  return fold(textOf(text)).endsWith(fold(textOf(end)));
}

/** As a function of two texts an empty one is contained in nothing; on a field and a constant it is a pattern. */
export function stringContains(text: Value, part: Value, fold: Fold): Value {
  if (text === null || part === null) return null;
  const [whole, wanted] = [textOf(text), textOf(part)];
  return whole !== '' && wanted !== '' && fold(whole).includes(fold(wanted));
}

/** The text between the first `left` and the next `right`, or the last one if greedy; `""` if either is absent. */
export function between(text: Value, left: Value, right: Value, greedy: Value, fold: Fold): Value {
  if (text === null || left === null || right === null) return null;
  const [whole, from, to] = [textOf(text), textOf(left), textOf(right)];
  if (whole === '' || from === '' || to === '') return whole;
  const folded = fold(whole);
  const foundLeft = folded.indexOf(fold(from));
  if (foundLeft < 0) return '';
  const start = foundLeft + from.length;
  const end = greedy === true ? folded.lastIndexOf(fold(to)) : folded.indexOf(fold(to), start);
  return end < start ? '' : whole.slice(start, end);
}

export function concat(parts: readonly Value[], spell: (part: Scalar, index: number) => string): Value {
  return parts.includes(null) ? null : parts.map((part, index) => spell(part as Scalar, index)).join('');
}

/** The first position at or after `start`, or null where there is none. */
export function indexOf(text: Value, part: Value, start: Value, fold: Fold): Value {
  if (text === null || part === null) return null;
  const [whole, wanted] = [textOf(text), textOf(part)];
  const from = start === null ? 0 : Math.max(0, Number(start));
  if (from > whole.length) return null;
  const found = fold(whole).indexOf(fold(wanted), from);
  return found < 0 ? null : found;
}

/** UTF-16 code units, as Java counts them. */
export function length(text: Value): Value {
  return text === null ? null : textOf(text).length;
}

/** Python's slice: negative positions count from the end, everything is clipped; without a start it is the text. */
export function substring(text: Value, start: Value, end: Value): Value {
  if (text === null) return null;
  const whole = textOf(text);
  if (start === null) return whole;
  return whole.slice(Number(start), end === null ? undefined : Number(end));
}

/** The number a text spells, in base 10 (also decimals) or another base (whole numbers). Null if it spells none. */
export function number(text: Value, base: Value): Value {
  if (text === null) return null;
  if (typeof text === 'number' || typeof text === 'bigint') return text;
  const spelled = textOf(text);
  const hexadecimal = spelled.startsWith('0x');
  const radix = base === null ? (hexadecimal ? 16 : 10) : Number(base);
  if (radix === 10) return parseDecimal(spelled) ?? null;
  return parseWhole(radix === 16 && hexadecimal ? spelled.slice(2) : spelled, radix);
}

function parseWhole(text: string, radix: number): Value {
  const match = /^([+-]?)([0-9a-zA-Z]{1,64})$/.exec(text);
  if (match === null || !(radix >= 2 && radix <= 36)) return null;
  let value = 0n;
  for (const character of match[2]!) {
    const digit = Number.parseInt(character, 36);
    if (digit >= radix) return null;
    value = value * BigInt(radix) + BigInt(digit);
  }
  if (value > 2n ** 63n - 1n) return null;
  return narrow(match[1] === '-' ? -value : value);
}

/** As Java prints it: whole numbers as their digits, decimals as `Double.toString` writes them. */
export function stringOf(value: Scalar, decimal: boolean): string {
  return typeof value === 'number' && (decimal || !isWhole(value)) ? decimalText(value) : textOf(value);
}

/** Always with a point; below 0.001 and from 10 million on with an exponent: `2.0`, `1.0E-4`, `1.25E7`. */
function decimalText(value: number): string {
  const size = Math.abs(value);
  if (size === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  if (size >= 1e-3 && size < 1e7) return withPoint(String(value));
  const [digits, exponent] = value.toExponential().split('e') as [string, string];
  return `${withPoint(digits)}E${Number(exponent)}`;
}

function withPoint(digits: string): string {
  return digits.includes('.') ? digits : `${digits}.0`;
}

/** The text of any value. */
export function string(value: Value, decimal: boolean): Value {
  return value === null ? null : stringOf(value, decimal);
}

/** Kestrel dialect. */
export function equalsIgnoringCase(left: Value, right: Value): Value {
  if (left === null || right === null) return null;
  return foldUnicode(textOf(left)) === foldUnicode(textOf(right));
}
