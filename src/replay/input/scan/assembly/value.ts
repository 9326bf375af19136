import { FALSE, NESTED, NULL, NUMBER, TEXT, TRUE } from '../member-kind';
import { LOWER_E, LOWER_F, LOWER_N, LOWER_T, NINE, OPEN_BRACE, OPEN_BRACKET, QUOTE } from './characters';
import { escapedTextEnd } from './escaped-text';
import { numberEnd } from './number';
import { plainTextEnd } from './plain-text';

// Four characters as a little-endian u32.
const NULL_LITERAL: u32 = 0x6c6c756e;
const TRUE_LITERAL: u32 = 0x65757274;
const FALS_LITERAL: u32 = 0x736c6166;

/** The kind of the value that begins with a byte, if it is a sound one. A text may turn out to be escaped. */
export function kindOf(byte: u8): i32 {
  if (byte === QUOTE) return TEXT;
  if (byte === OPEN_BRACE || byte === OPEN_BRACKET) return NESTED;
  if (byte === LOWER_N) return NULL;
  if (byte === LOWER_T) return TRUE;
  if (byte === LOWER_F) return FALSE;
  return NUMBER;
}

/** The byte after the number, `null`, `true` or `false` that begins at `at`; 0 when it is not sound. */
export function literalEnd(at: usize, kind: i32): usize {
  if (kind === NUMBER) return numberEnd(at);
  if (kind === NULL) return load<u32>(at) === NULL_LITERAL ? at + 4 : 0;
  if (kind === TRUE) return load<u32>(at) === TRUE_LITERAL ? at + 4 : 0;
  return load<u32>(at) === FALS_LITERAL && load<u8>(at, 4) === LOWER_E ? at + 5 : 0;
}

/**
 * A number may be an integer that a double cannot hold, which whoever parses the line reports. The first is
 * 9007199254740993.
 */
export function isWideNumber(start: usize, end: usize): bool {
  const length = end - start;
  return length > 16 || (length === 16 && load<u8>(start) === NINE);
}

/** The byte after the closing quote of the text whose opening quote is at `at`; 0 when it is not sound. */
export function textEnd(at: usize): usize {
  const stop = plainTextEnd(at + 1);
  return load<u8>(stop) === QUOTE ? stop + 1 : escapedTextEnd(stop);
}
