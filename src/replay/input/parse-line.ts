import { isUtf8 } from 'node:buffer';
import type { EventRecord } from '../../engine/events/field-value.ts';
import { holdsUnsafeNumber, MAX_NESTING, NestingError, withExactIntegers } from './wide-integers.ts';

/** What parsing a line gives besides its record. Filled in, not returned: there is one per event. */
export interface LineNotes {
  /** Some bytes were no UTF-8, and are now U+FFFD. */
  invalidUtf8: boolean;
  /** Some integers are bigint. */
  wideIntegers: boolean;
}

/** Why a line holds no record. */
export class LineError extends Error {
  override readonly name = 'LineError';
  readonly code: 'invalid-json' | 'not-an-object' | 'nested-too-deep';
  readonly advice: string | undefined;

  constructor(code: LineError['code'], message: string, advice?: string) {
    super(message);
    this.code = code;
    this.advice = advice;
  }
}

/** A line: `bytes[start..end)`. */
export interface LineBytes {
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
  /** Known to hold nothing but ASCII. */
  readonly isAscii: boolean;
}

/**
 * Parses a line as one JSON object. Keys such as `__proto__` become ordinary own properties.
 *
 * @throws LineError
 */
export function parseLine({ bytes, start, end, isAscii }: LineBytes, notes: LineNotes): EventRecord {
  const text = bytes.toString(isAscii ? 'latin1' : 'utf8', start, end);
  // U+FFFD may also stand in the file itself, so the bytes decide.
  notes.invalidUtf8 = !isAscii && text.includes('\uFFFD') && !isUtf8(bytes.subarray(start, end));
  notes.wideIntegers = false;
  const value = parseJson(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw notAnObject(value);
  try {
    if (!holdsUnsafeNumber(value)) return value as EventRecord;
    const exact = withExactIntegers(text, value);
    notes.wideIntegers = exact.hasBigint;
    return exact.record as EventRecord;
  } catch (error) {
    if (error instanceof NestingError) throw nestedTooDeep();
    throw error;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw new LineError('invalid-json', describeSyntaxError(error, text));
    if (error instanceof RangeError) throw nestedTooDeep();
    throw error;
  }
}

/** Says where, but does not quote the text as V8 does: an event's contents must not reach a report. */
function describeSyntaxError(error: SyntaxError, text: string): string {
  const position = /at position (\d+)/.exec(error.message)?.[1];
  if (/end of JSON input|Unterminated/i.test(error.message) || position === String(text.length)) {
    return 'not valid JSON: the line ends in the middle of a value';
  }
  return position === undefined ? 'not valid JSON' : `not valid JSON at character ${Number(position) + 1}`;
}

function notAnObject(value: unknown): LineError {
  if (Array.isArray(value)) {
    return new LineError(
      'not-an-object',
      'the line holds a JSON array, not an object',
      "Put one object on each line: jq -c '.[]'",
    );
  }
  return new LineError(
    'not-an-object',
    `the line holds a JSON ${value === null ? 'null' : typeof value}, not an object`,
  );
}

function nestedTooDeep(): LineError {
  return new LineError('nested-too-deep', `the event is nested deeper than ${MAX_NESTING} levels`);
}
