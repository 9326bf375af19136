import { ESCAPED_TEXT, NESTED, NUMBER, TEXT, WIDE_NESTED, WIDE_TEXT } from '../member-kind';
import { CHUNK, MEMBERS_WANTED, VALUE_WANTED } from '../memory-layout';
import { CLOSE_BRACE, COLON, COMMA, OPEN_BRACE, OPEN_BRACKET, QUOTE } from './characters';
import { escapedTextEnd, forgetWideText, hasWideText } from './escaped-text';
import { beginLine, isRepeated, lineMembers, storeMember } from './found-members';
import { findName, pathOf, wantsOf } from './name-table';
import { nestedEnd } from './nested';
import { plainTextEnd } from './plain-text';
import { isWideNumber, kindOf, literalEnd } from './value';
import { skipWhiteSpace } from './white-space';

export { addName, reserveNames } from './name-table';
export { recallValues } from './recall';

/** A byte that JSON has in no place. */
const NOWHERE_VALID: u8 = 0;
const NOT_SURE: i32 = -1;
const NOT_WANTED: i32 = -1;
/** The path of the line itself. */
const LINE: i32 = 0;

/**
 * Finds the wanted members of the object that the bytes `start..end` of the chunk hold, and returns their
 * number; -1 unless those bytes are such an object beyond doubt.
 */
export function scanLine(start: i32, end: i32): i32 {
  const lineEnd = CHUNK + <usize>end;
  // All reading stops at a byte that fits nowhere, so nothing else has to watch for the end of the line.
  const overwritten = load<u8>(lineEnd);
  store<u8>(lineEnd, NOWHERE_VALID);
  beginLine();
  const at = objectEnd(skipWhiteSpace(CHUNK + <usize>start), LINE);
  const isWhole = at !== 0 && skipWhiteSpace(at) === lineEnd;
  store<u8>(lineEnd, overwritten);
  return isWhole ? lineMembers() : NOT_SURE;
}

/**
 * The byte after the object that begins at `at`, and whose path is `holder`; 0 when it is no object, or only a parser
 * can tell. Calls itself for the objects within that are on the way to a wanted path.
 */
function objectEnd(at: usize, holder: i32): usize {
  if (load<u8>(at) !== OPEN_BRACE) return 0;
  at = skipWhiteSpace(at + 1);
  if (load<u8>(at) === CLOSE_BRACE) return at + 1;
  while (true) {
    if (load<u8>(at) !== QUOTE) return 0;
    const nameStart = at + 1;
    const nameEnd = plainTextEnd(nameStart);
    // An escape might spell a wanted name.
    if (load<u8>(nameEnd) !== QUOTE) return 0;
    const name = findName(nameStart, <i32>(nameEnd - nameStart), holder);
    at = skipWhiteSpace(nameEnd + 1);
    if (load<u8>(at) !== COLON) return 0;
    at = skipWhiteSpace(at + 1);
    const path = name >= 0 ? pathOf(name) : LINE;
    at = path === LINE ? valueEnd(at, name) : pathEnd(at, name, path);
    if (at === 0) return 0;

    at = skipWhiteSpace(at);
    const separator = load<u8>(at);
    if (separator === CLOSE_BRACE) return at + 1;
    if (separator !== COMMA) return 0;
    at = skipWhiteSpace(at + 1);
  }
}

/**
 * The byte after the value at `at`, which is at a path or on the way to one; 0 when only a parser can tell: where the
 * line has that path twice, however it is spelt, and where a list on the way may hold several objects.
 */
function pathEnd(at: usize, name: i32, path: i32): usize {
  if (isRepeated(path)) return 0;
  const wants = wantsOf(name);
  if ((wants & MEMBERS_WANTED) !== 0) {
    const first = load<u8>(at);
    if (first === OPEN_BRACE) return objectEnd(at, path);
    if (first === OPEN_BRACKET) return 0;
  }
  return valueEnd(at, (wants & VALUE_WANTED) !== 0 ? name : NOT_WANTED);
}

/** The byte after the value at `at`, which is taken down where its name is wanted; 0 when only a parser can tell. */
function valueEnd(at: usize, name: i32): usize {
  let kind = kindOf(load<u8>(at));
  let start = at;
  let end: usize;
  if (kind === TEXT) {
    end = plainTextEnd(at + 1);
    if (load<u8>(end) === QUOTE) {
      start++;
      at = end + 1;
    } else {
      forgetWideText();
      at = end = escapedTextEnd(end);
      kind = hasWideText ? WIDE_TEXT : ESCAPED_TEXT;
    }
  } else if (kind === NESTED) {
    forgetWideText();
    at = end = nestedEnd(at);
    if (hasWideText) kind = WIDE_NESTED;
  } else {
    at = end = literalEnd(at, kind);
  }
  if (at === 0) return 0;
  if (name >= 0) return storeMember(name, kind, start, end) ? at : 0;
  return kind === NUMBER && isWideNumber(start, end) ? 0 : at;
}
