import { NESTED, NUMBER, TEXT } from '../member-kind';
import { CLOSE_BRACE, CLOSE_BRACKET, COLON, COMMA, OPEN_BRACE, QUOTE } from './characters';
import { isWideNumber, kindOf, literalEnd, textEnd } from './value';
import { skipWhiteSpace } from './white-space';

/** The bits of the word that holds which of the open values are objects. */
const MAX_DEPTH: i32 = 64;

/** The byte after the object or array that begins at `at`; 0 when it is not sound or too deep. */
export function nestedEnd(at: usize): usize {
  let depth = 0;
  /** Bit 0 is the innermost open value: 1 for an object. */
  let objects: u64 = 0;
  // Each round reads one value, and what closes after it.
  while (true) {
    const first = load<u8>(at);
    const kind = kindOf(first);
    if (kind === NESTED) {
      if (depth === MAX_DEPTH) return 0;
      depth++;
      const isObject = first === OPEN_BRACE;
      objects = (objects << 1) | (isObject ? 1 : 0);
      at = skipWhiteSpace(at + 1);
      if (load<u8>(at) !== closingByte(isObject)) {
        if (isObject) at = memberValue(at);
        if (at === 0) return 0;
        continue;
      }
    } else {
      const start = at;
      at = kind === TEXT ? textEnd(at) : literalEnd(at, kind);
      if (at === 0 || (kind === NUMBER && isWideNumber(start, at))) return 0;
      at = skipWhiteSpace(at);
    }
    let isObject = (objects & 1) !== 0;
    while (load<u8>(at) === closingByte(isObject)) {
      depth--;
      if (depth === 0) return at + 1;
      objects >>= 1;
      isObject = (objects & 1) !== 0;
      at = skipWhiteSpace(at + 1);
    }
    if (load<u8>(at) !== COMMA) return 0;
    at = skipWhiteSpace(at + 1);
    if (isObject) at = memberValue(at);
    if (at === 0) return 0;
  }
}

function closingByte(isObject: bool): u8 {
  return isObject ? CLOSE_BRACE : CLOSE_BRACKET;
}

/** Where the value of the member begins whose name begins at `at`; 0 when there is no sound name and colon. */
function memberValue(at: usize): usize {
  if (load<u8>(at) !== QUOTE) return 0;
  at = textEnd(at);
  if (at === 0) return 0;
  at = skipWhiteSpace(at);
  return load<u8>(at) === COLON ? skipWhiteSpace(at + 1) : 0;
}
