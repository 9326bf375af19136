import { createHash } from 'node:crypto';

/**
 * Longest name, in characters. Bencher takes 1,024 bytes and benchstat lines of 64 KiB; something stands beside the
 * name in both.
 */
const MAX_NAME_CHARACTERS = 200;

/** What ends a code span or a table cell in the comments of others, does not show, or is no valid Unicode. */
const UNSAFE = /^\s|[\\`|\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** All but what every reader of Go benchmarks takes for part of a name. */
const NOT_OF_A_FIELD = /[^\p{L}\p{M}\p{N}_.-]/gu;

/**
 * The id of a rule as the name of a benchmark: one line, and harmless in the Markdown that other programs put it into.
 * Different ids have different names; a long one is cut and ends with part of the sha256 of the id.
 */
export function benchmarkName(ruleId: string): string {
  const name = ruleId.replace(UNSAFE, (one) => `\\u{${one.codePointAt(0)?.toString(16)}}`);
  return shortened(name, ruleId);
}

/**
 * The same as one field without spaces, slashes and equals signs: they are written as in URLs, a lone surrogate as
 * `%uD800`.
 */
export function benchmarkField(ruleId: string): string {
  return shortened(ruleId.replace(NOT_OF_A_FIELD, percentEncoded), ruleId);
}

function percentEncoded(character: string): string {
  if (/\p{Cs}/u.test(character)) return `%u${character.charCodeAt(0).toString(16).toUpperCase()}`;
  return Array.from(Buffer.from(character), (byte) => `%${hex(byte)}`).join('');
}

function hex(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, '0');
}

function shortened(name: string, ruleId: string): string {
  const characters = Array.from(name);
  if (characters.length <= MAX_NAME_CHARACTERS) return name;
  // UTF-16, so that lone surrogates count.
  const hash = createHash('sha256').update(ruleId, 'utf16le').digest('hex').slice(0, 16);
  return `${characters.slice(0, MAX_NAME_CHARACTERS).join('')}-${hash}`;
}
