/**
 * Lua's 64-bit integers for fengari: a `number` where that is exact, a `bigint` beyond 2^53. Every value has one form
 * only, so `===` compares them, and `<` works across forms.
 */
export type Int64 = number | bigint;

export const MAX_INT64 = 2n ** 63n - 1n;
export const MIN_INT64 = -(2n ** 63n);

/** Longer ones can only be padded with zeros or spaces; they read as floats. */
const LONGEST_NUMERAL = 200;

/** The form a value has; what is beyond 64 bits wraps around. */
function formOf(value: bigint): Int64 {
  const wrapped = BigInt.asIntN(64, value);
  const narrow = Number(wrapped);
  return Number.isSafeInteger(narrow) ? narrow : wrapped;
}

/** A result that was calculated in doubles is right where it is small enough; -0 is none of Lua's integers. */
function exactOr(narrow: number | undefined, wide: () => bigint): Int64 {
  return narrow !== undefined && Number.isSafeInteger(narrow) ? narrow + 0 : formOf(wide());
}

function areNarrow(a: Int64, b: Int64): boolean {
  return typeof a === 'number' && typeof b === 'number';
}

export function isInteger(value: unknown): boolean {
  return typeof value === 'bigint' || Number.isSafeInteger(value);
}

export function add(a: Int64, b: Int64): Int64 {
  return exactOr(areNarrow(a, b) ? (a as number) + (b as number) : undefined, () => BigInt(a) + BigInt(b));
}

export function subtract(a: Int64, b: Int64): Int64 {
  return exactOr(areNarrow(a, b) ? (a as number) - (b as number) : undefined, () => BigInt(a) - BigInt(b));
}

export function multiply(a: Int64, b: Int64): Int64 {
  return exactOr(areNarrow(a, b) ? (a as number) * (b as number) : undefined, () => BigInt(a) * BigInt(b));
}

/** The quotient, rounded down. `b` is not 0. */
export function floorDivide(a: Int64, b: Int64): Int64 {
  const dividend = BigInt(a);
  const divisor = BigInt(b);
  const quotient = dividend / divisor;
  const isRoundedUp = dividend % divisor !== 0n && dividend < 0n !== divisor < 0n;
  return formOf(isRoundedUp ? quotient - 1n : quotient);
}

/** What is left of division rounded down; it has the divisor's sign. `b` is not 0. */
export function modulo(a: Int64, b: Int64): Int64 {
  const left = remainder(a, b);
  return left !== 0 && left < 0 !== b < 0 ? add(left, b) : left;
}

/** What is left of division rounded towards 0; it has the dividend's sign. `b` is not 0. */
export function remainder(a: Int64, b: Int64): Int64 {
  return exactOr(areNarrow(a, b) ? (a as number) % (b as number) : undefined, () => BigInt(a) % BigInt(b));
}

export function and(a: Int64, b: Int64): Int64 {
  return formOf(BigInt(a) & BigInt(b));
}

export function or(a: Int64, b: Int64): Int64 {
  return formOf(BigInt(a) | BigInt(b));
}

export function xor(a: Int64, b: Int64): Int64 {
  return formOf(BigInt(a) ^ BigInt(b));
}

export function not(a: Int64): Int64 {
  return formOf(~BigInt(a));
}

/** Shifts to the left, or to the right by a negative number; zeros come in on both sides. */
export function shiftLeft(a: Int64, by: Int64): Int64 {
  if (by <= -64 || by >= 64) return 0;
  const bits = BigInt.asUintN(64, BigInt(a));
  return formOf(by >= 0 ? bits << BigInt(by) : bits >> BigInt(-by));
}

/** The integer that a double is; false where it has a fraction or is beyond 64 bits. */
export function fromDouble(value: number): Int64 | false {
  if (Number.isSafeInteger(value)) return value + 0;
  if (!Number.isInteger(value) || value < -(2 ** 63) || value >= 2 ** 63) return false;
  return formOf(BigInt(value));
}

/** What stands for a double among the keys of a table: the integer it is, if it is one. */
export function keyOf(value: number): Int64 {
  const integer = fromDouble(value);
  return integer === false ? value : integer;
}

/**
 * Reads an integer as Lua's sources and `tonumber` write them, spaces around it included.
 *
 * @param text bytes, up to the first zero byte if there is one
 * @returns the integer and where it ends; null where it is something else, or a decimal beyond 64 bits
 */
export function parse(text: Uint8Array): { readonly n: Int64; readonly i: number } | null {
  const zeroAt = text.indexOf(0);
  const end = zeroAt < 0 ? text.length : zeroAt;
  if (end > LONGEST_NUMERAL) return null;
  const written = String.fromCharCode(...text.subarray(0, end));
  const match = /^[ \f\n\r\t\v]*([-+]?)(?:0[xX]([0-9a-fA-F]+)|(\d+))[ \f\n\r\t\v]*$/.exec(written);
  if (match === null) return null;
  const [, sign, hexadecimal, decimal] = match;
  const magnitude = BigInt(hexadecimal === undefined ? decimal! : `0x${hexadecimal}`);
  const value = sign === '-' ? -magnitude : magnitude;
  if (decimal !== undefined && (value > MAX_INT64 || value < MIN_INT64)) return null;
  return { n: formOf(value), i: end };
}

/**
 * Reads an integer as `tonumber` does when it is given a base; beyond 64 bits it wraps around.
 *
 * @returns null where it is none
 */
export function parseInBase(text: Uint8Array, base: number): Int64 | null {
  const written = Buffer.from(text.buffer, text.byteOffset, text.length).toString('latin1');
  const match = /^[ \f\n\r\t\v]*([-+]?)([0-9a-zA-Z]+)[ \f\n\r\t\v]*$/.exec(written);
  if (match === null) return null;
  let value = 0n;
  for (const letter of match[2]!) {
    const digit = Number.parseInt(letter, 36);
    if (digit >= base) return null;
    value = BigInt.asUintN(64, value * BigInt(base) + BigInt(digit));
  }
  return formOf(match[1] === '-' ? -value : value);
}

/** Writes an integer as C's `printf` does for one of its conversions `d i u o x X`, such as `%-08d`. */
export function format(conversion: string, value: Int64): string {
  const [, flags, width, precision, letter] = /^%([-+ #0]*)(\d*)(?:\.(\d*))?([diuoxX])/.exec(conversion)!;
  const isSigned = letter === 'd' || letter === 'i';
  const radix = letter === 'o' ? 8 : letter === 'x' || letter === 'X' ? 16 : 10;
  const magnitude = isSigned
    ? value < 0
      ? -BigInt(value)
      : BigInt(value)
    : BigInt.asUintN(64, BigInt(value));
  let digits = magnitude.toString(radix).padStart(Number(precision ?? 0), '0');
  if (precision !== undefined && Number(precision) === 0 && magnitude === 0n) digits = '';
  let prefix = '';
  if (isSigned) prefix = value < 0 ? '-' : flags!.includes('+') ? '+' : flags!.includes(' ') ? ' ' : '';
  else if (flags!.includes('#') && magnitude !== 0n) prefix = radix === 16 ? '0x' : radix === 8 ? '0' : '';
  if (letter === 'X') [prefix, digits] = [prefix.toUpperCase(), digits.toUpperCase()];
  if (flags!.includes('-')) return (prefix + digits).padEnd(Number(width));
  if (!flags!.includes('0') || precision !== undefined) return (prefix + digits).padStart(Number(width));
  return prefix + digits.padStart(Number(width) - prefix.length, '0');
}
