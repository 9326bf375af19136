import { parse } from 'lossless-json';

/** An event nested deeper than this is refused: whoever walks it by recursion must not run out of stack. */
export const MAX_NESTING = 1000;

/** Beyond this an integer is no identifier or time but an attack on whoever does arithmetic with it. */
export const MAX_EXACT_DIGITS = 1000;

/** What follows a key whose value is an integer. */
const INTEGER_MEMBER = /\s*:\s*(-?\d+)(?=[\s,}])/y;

const PLAIN_KEY = /^[\w.@-]+$/;

/** Nested deeper than MAX_NESTING. */
export class NestingError extends Error {
  override readonly name = 'NestingError';
}

/** True of numbers that may stand for an integer other than the one in the text. */
function isUnsafe(value: unknown): boolean {
  return typeof value === 'number' && (value > Number.MAX_SAFE_INTEGER || value < Number.MIN_SAFE_INTEGER);
}

/**
 * Does a value, as JSON.parse returned it, hold a number beyond 2^53 anywhere? Looking at the parsed values
 * is several times cheaper than looking for long runs of digits in the text.
 *
 * @throws NestingError
 */
export function holdsUnsafeNumber(value: object, depth = 1): boolean {
  if (depth > MAX_NESTING) throw new NestingError(`nested deeper than ${MAX_NESTING} levels`);
  let found = false;
  if (Array.isArray(value)) {
    for (const member of value) {
      if (isUnsafeMember(member, depth)) found = true;
    }
    return found;
  }
  // for-in is the one way to the values that allocates nothing; what JSON.parse returns inherits no keys.
  for (const key in value) {
    // Not `found ||=`: the nesting of every member must be checked.
    if (isUnsafeMember(value[key as keyof object], depth)) found = true;
  }
  return found;
}

function isUnsafeMember(member: unknown, depth: number): boolean {
  if (typeof member === 'object' && member !== null) return holdsUnsafeNumber(member, depth + 1);
  return isUnsafe(member);
}

/** A parsed record, and whether any of its integers had to become a bigint. */
export interface ExactRecord {
  readonly record: object;
  readonly hasBigint: boolean;
}

/**
 * Makes the integers of a record exact: those beyond 2^53 become bigint. Where wide integers sit at the top
 * (the `Keywords` of every Windows event) they are put right in place; a full lossless parse, needed for all
 * else, takes ten times as long as JSON.parse. Integers of more than a thousand digits stay rounded.
 *
 * @param text what `record` was parsed from with JSON.parse
 */
export function withExactIntegers(text: string, record: object): ExactRecord {
  const exact = record as Record<string, unknown>;
  let hasBigint = false;
  for (const key in exact) {
    const value = exact[key];
    if (isUnsafe(value)) {
      const integer = integerOf(text, key);
      if (integer === undefined) return parseLosslessly(text);
      // An own property, so that assigning to it is safe even where it is called __proto__.
      exact[key] = integer;
      hasBigint = true;
    } else if (typeof value === 'object' && value !== null && holdsUnsafeNumber(value)) {
      return parseLosslessly(text);
    }
  }
  return { record, hasBigint };
}

/**
 * The integer that a key of the record has in the text; undefined where that cannot be told for sure. It can
 * where the key has only one spelling, as the text has no escapes of ASCII characters, and occurs once.
 */
function integerOf(text: string, key: string): bigint | undefined {
  if (!PLAIN_KEY.test(key) || text.includes('\\u00')) return undefined;
  const quotedKey = `"${key}"`;
  const at = text.indexOf(quotedKey);
  // After a backslash it is not a key but a part of one.
  if (at === -1 || text[at - 1] === '\\' || text.includes(quotedKey, at + 1)) return undefined;
  INTEGER_MEMBER.lastIndex = at + quotedKey.length;
  const digits = INTEGER_MEMBER.exec(text)?.[1];
  if (digits === undefined || digits.length > MAX_EXACT_DIGITS) return undefined;
  return BigInt(digits);
}

function parseLosslessly(text: string): ExactRecord {
  let hasBigint = false;
  const parseNumber = (token: string): number | bigint => {
    const number = Number(token);
    if (!isUnsafe(number) || token.length > MAX_EXACT_DIGITS || !/^-?\d+$/.test(token)) return number;
    hasBigint = true;
    return BigInt(token);
  };
  // The last of equal keys wins, as with JSON.parse.
  const record = parse(text, undefined, {
    parseNumber,
    onDuplicateKey: ({ newValue }) => newValue,
  }) as object;
  return { record, hasBigint };
}
