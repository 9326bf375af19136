import { ESCAPED_TEXT, NESTED, NUMBER, TEXT, WIDE_NESTED, WIDE_TEXT } from '../member-kind';
import { CHUNK, MAX_MEMBERS, MEMBERS } from '../memory-layout';
import { CLOSE_BRACE, COLON, COMMA, OPEN_BRACE, QUOTE } from './characters';
import { escapedTextEnd, forgetWideText, hasWideText } from './escaped-text';
import { findName } from './name-table';
import { nestedEnd } from './nested';
import { plainTextEnd } from './plain-text';
import { isWideNumber, kindOf, literalEnd } from './value';
import { skipWhiteSpace } from './white-space';

export { addName, reserveNames } from './name-table';
export { recallValues } from './recall';

/** A byte that JSON has in no place. */
const NOWHERE_VALID: u8 = 0;
const NOT_SURE: i32 = -1;

/**
 * Finds the wanted members of the object that the bytes `start..end` of the chunk hold, and returns their
 * number; -1 unless those bytes are such an object beyond doubt.
 */
export function scanLine(start: i32, end: i32): i32 {
  const lineEnd = CHUNK + <usize>end;
  // All reading stops at a byte that fits nowhere, so nothing else has to watch for the end of the line.
  const overwritten = load<u8>(lineEnd);
  store<u8>(lineEnd, NOWHERE_VALID);
  const found = scanObject(CHUNK + <usize>start, lineEnd);
  store<u8>(lineEnd, overwritten);
  return found;
}

function scanObject(at: usize, lineEnd: usize): i32 {
  let found = 0;
  at = skipWhiteSpace(at);
  if (load<u8>(at) !== OPEN_BRACE) return NOT_SURE;
  at = skipWhiteSpace(at + 1);
  if (load<u8>(at) === CLOSE_BRACE) return endsAfter(at, lineEnd) ? 0 : NOT_SURE;
  while (true) {
    if (load<u8>(at) !== QUOTE) return NOT_SURE;
    const nameStart = at + 1;
    const nameEnd = plainTextEnd(nameStart);
    // An escape might spell a wanted name.
    if (load<u8>(nameEnd) !== QUOTE) return NOT_SURE;
    const name = findName(nameStart, <i32>(nameEnd - nameStart));
    at = skipWhiteSpace(nameEnd + 1);
    if (load<u8>(at) !== COLON) return NOT_SURE;
    at = skipWhiteSpace(at + 1);

    let kind = kindOf(load<u8>(at));
    let valueStart = at;
    let valueEnd: usize;
    if (kind === TEXT) {
      valueEnd = plainTextEnd(at + 1);
      if (load<u8>(valueEnd) === QUOTE) {
        valueStart++;
        at = valueEnd + 1;
      } else {
        forgetWideText();
        at = valueEnd = escapedTextEnd(valueEnd);
        kind = hasWideText ? WIDE_TEXT : ESCAPED_TEXT;
      }
    } else if (kind === NESTED) {
      forgetWideText();
      at = valueEnd = nestedEnd(at);
      if (hasWideText) kind = WIDE_NESTED;
    } else {
      at = valueEnd = literalEnd(at, kind);
    }
    if (at === 0) return NOT_SURE;
    if (name >= 0) {
      if (found === MAX_MEMBERS) return NOT_SURE;
      storeMember(found++, name, kind, valueStart, valueEnd);
    } else if (kind === NUMBER && isWideNumber(valueStart, valueEnd)) {
      return NOT_SURE;
    }

    at = skipWhiteSpace(at);
    const separator = load<u8>(at);
    if (separator === CLOSE_BRACE) return endsAfter(at, lineEnd) ? found : NOT_SURE;
    if (separator !== COMMA) return NOT_SURE;
    at = skipWhiteSpace(at + 1);
  }
}

/** Only white space follows the byte at `at`. */
function endsAfter(at: usize, lineEnd: usize): bool {
  return skipWhiteSpace(at + 1) === lineEnd;
}

function storeMember(position: i32, name: i32, kind: i32, start: usize, end: usize): void {
  const member = MEMBERS + ((<usize>position) << 4);
  store<i32>(member, name, 0);
  store<i32>(member, kind, 4);
  store<i32>(member, <i32>(start - CHUNK), 8);
  store<i32>(member, <i32>(end - CHUNK), 12);
}
