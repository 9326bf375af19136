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

/** Orders two texts: negative, zero or positive. */
export type TextOrder = (left: string, right: string) => number;

/**
 * Orders texts by code point, as the UTF-8 bytes of an index are ordered: so Lucene compares fields. Half a
 * surrogate pair counts as the code point it looks like.
 */
export const compareCodePoints: TextOrder = (left, right) => {
  const shorter = Math.min(left.length, right.length);
  let at = 0;
  while (at < shorter && left.charCodeAt(at) === right.charCodeAt(at)) at++;
  // A pair may begin on the last unit that is the same and differ, or break off, on the next.
  if (at > 0 && isHighSurrogate(left.charCodeAt(at - 1))) at--;
  return (left.codePointAt(at) ?? -1) - (right.codePointAt(at) ?? -1);
};

/** Orders texts by UTF-16 unit, as Java compares what functions return. */
export const compareUnits: TextOrder = (left, right) => (left < right ? -1 : left > right ? 1 : 0);

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}
