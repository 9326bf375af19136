import { Buffer } from 'node:buffer';
import type { Scalar } from '../../events/field-value.ts';

const ASCII_CAPITALS = /[A-Z]+/g;

/**
 * Lower case for A to Z only, as Lucene folds fields. Never changes the length of a text, and leaves every
 * other letter alone.
 */
export function foldAscii(text: string): string {
  // V8's own toLowerCase is an order of magnitude faster, and for pure ASCII it is the same thing.
  return isAscii(text) ? text.toLowerCase() : text.replace(ASCII_CAPITALS, (run) => run.toLowerCase());
}

/** One byte a unit in UTF-8; counting those is faster than any loop or regular expression over the text. */
function isAscii(text: string): boolean {
  return Buffer.byteLength(text) === text.length;
}

/**
 * Lower case for every letter that has a one-to-one lower case, as Java compares function results. Letters
 * whose lower case is longer or shorter (the Turkish dotted capital I) stay as they are.
 */
export function foldUnicode(text: string): string {
  if (isAscii(text)) return text.toLowerCase();
  let folded = '';
  for (const character of text) {
    // Its capital is I, whose lower case it is not: simple folding leaves the dotless i alone.
    if (character === '\u0131') {
      folded += character;
      continue;
    }
    // By way of the capital, so that final sigma and the long s meet their ordinary forms.
    const capital = character.toUpperCase();
    const lower = (capital.length === character.length ? capital : character).toLowerCase();
    folded += lower.length === character.length ? lower : character;
  }
  return folded;
}

/** A value as Elasticsearch would have indexed it in a keyword field: the JSON number's digits, `true`. */
export function textOf(value: Scalar): string {
  return typeof value === 'string' ? value : String(value);
}

/**
 * Orders texts by code point, as UTF-8 bytes would order them; JavaScript's `<` orders by UTF-16 unit and
 * puts emoji before U+FFFD. Returns a negative number, zero or a positive number.
 */
export function compareCodePoints(left: string, right: string): number {
  const shorter = Math.min(left.length, right.length);
  for (let at = 0; at < shorter; at++) {
    const a = left.charCodeAt(at);
    const b = right.charCodeAt(at);
    if (a === b) continue;
    const surrogateA = a >= 0xd800 && a <= 0xdfff;
    const surrogateB = b >= 0xd800 && b <= 0xdfff;
    // A surrogate stands for a code point beyond every other unit.
    if (surrogateA !== surrogateB) return surrogateA ? 1 : -1;
    return a - b;
  }
  return left.length - right.length;
}
