import { LazyText } from '../../engine/events/lazy-text.ts';
import {
  ESCAPED_TEXT,
  NESTED,
  NULL,
  NUMBER,
  TEXT,
  TRUE,
  WIDE_NESTED,
  WIDE_TEXT,
} from './scan/line-scanner.ts';
import { holdsUnsafeNumber, MAX_EXACT_DIGITS } from './wide-integers.ts';

/**
 * The value of a member that a scanner found; integers beyond 2^53 are bigint. Undefined where only parsing the whole
 * line tells.
 *
 * @param kind of the value, `start..end` its bytes in the chunk, as the scanner gives them
 * @param isLazy a text with escapes is left to whoever reads it, as a {@link LazyText}
 */
export function foundValue(
  chunk: Buffer,
  kind: number,
  start: number,
  end: number,
  isLazy: boolean,
): unknown {
  switch (kind) {
    case TEXT:
      return chunk.toString('latin1', start, end);
    case ESCAPED_TEXT:
      return textOf(chunk.toString('latin1', start, end), isLazy);
    case WIDE_TEXT:
      return textOf(chunk.toString('utf8', start, end), isLazy);
    case NUMBER:
      return numberOf(chunk.toString('latin1', start, end));
    case NESTED:
      return nestedOf(chunk.toString('latin1', start, end));
    case WIDE_NESTED:
      return nestedOf(chunk.toString('utf8', start, end));
    case NULL:
      return null;
    default:
      return kind === TRUE;
  }
}

function numberOf(text: string): number | bigint {
  const number = Number(text);
  const isExact = Math.abs(number) <= Number.MAX_SAFE_INTEGER;
  return isExact || text.length > MAX_EXACT_DIGITS || !/^-?\d+$/.test(text) ? number : BigInt(text);
}

function textOf(json: string, isLazy: boolean): string | LazyText {
  return isLazy ? new LazyText(json) : (JSON.parse(json) as string);
}

/** Undefined where only parsing the whole line tells. */
function nestedOf(json: string): object | undefined {
  const value: object = JSON.parse(json);
  return holdsUnsafeNumber(value) ? undefined : value;
}
