import {
  BACKSLASH,
  LOWER_B,
  LOWER_CASE_BIT,
  LOWER_F,
  LOWER_N,
  LOWER_R,
  LOWER_T,
  LOWER_U,
  QUOTE,
  SLASH,
  SPACE,
} from './characters';
import { isUtf8 } from './utf8';

const BLOCK_BYTES: usize = 64;
const EVEN_BITS: u64 = u64.MAX_VALUE / 3;
const ODD_BITS: u64 = EVEN_BITS << 1;

/** Whether any of the texts read since this was last set to false has a character beyond ASCII. */
export let hasWideText: bool = false;

export function forgetWideText(): void {
  hasWideText = false;
}

/**
 * The byte after the closing quote of a text whose bytes from `at` on are not known yet, `at` not being within
 * an escape; 0 when the text is not sound.
 *
 * Paths and multi-line messages have an escape every few bytes. So this looks at 64 bytes at a time, one bit
 * for each, and has no branch for an escape unless it is one by number.
 */
export function escapedTextEnd(at: usize): usize {
  const start = at;
  let wide: u64 = 0;
  // Bit 0: the first byte of the block is escaped by the last one of the block before.
  let carry: u64 = 0;
  while (true) {
    const backslashes = bytesEqual(at, BACKSLASH);
    const escaped = escapedBytes(backslashes, carry);
    const closing = bytesEqual(at, QUOTE) & ~escaped;
    // All bits below the lowest one of `closing`; all 64 when there is none.
    const within = (closing & -closing) - 1;
    if ((controls(at) & within) !== 0) return 0;
    wide |= wideBytes(at) & within;
    if ((escaped & within) !== 0) {
      if ((escaped & within & ~escapeCharacters(at)) !== 0) return 0;
      let numeric = escaped & within & bytesEqual(at, LOWER_U);
      while (numeric !== 0) {
        if (!areFourHexDigits(at + <usize>ctz(numeric) + 1)) return 0;
        numeric &= numeric - 1;
      }
    }
    if (closing !== 0) {
      const end = at + <usize>ctz(closing);
      if (wide !== 0) {
        if (!isUtf8(start, end)) return 0;
        hasWideText = true;
      }
      return end + 1;
    }
    carry = (backslashes & ~escaped) >> 63;
    at += BLOCK_BYTES;
  }
}

/** Which bytes have an odd number of backslashes before them. */
function escapedBytes(backslashes: u64, carry: u64): u64 {
  const escaping = backslashes & ~carry;
  const runStarts = escaping & ~(escaping << 1);
  // Adding its lowest bit to a run clears the run and sets the bit after it: those are the bits that change.
  const fromEven = escaping ^ (escaping + (runStarts & EVEN_BITS));
  const fromOdd = escaping ^ (escaping + (runStarts & ODD_BITS));
  return (fromEven & ODD_BITS) | (fromOdd & EVEN_BITS) | carry;
}

function bytesEqual(at: usize, byte: u8): u64 {
  const wanted = i8x16.splat(byte);
  return bits(
    i8x16.eq(v128.load(at), wanted),
    i8x16.eq(v128.load(at, 16), wanted),
    i8x16.eq(v128.load(at, 32), wanted),
    i8x16.eq(v128.load(at, 48), wanted),
  );
}

function controls(at: usize): u64 {
  const limit = i8x16.splat(SPACE);
  return bits(
    i8x16.lt_u(v128.load(at), limit),
    i8x16.lt_u(v128.load(at, 16), limit),
    i8x16.lt_u(v128.load(at, 32), limit),
    i8x16.lt_u(v128.load(at, 48), limit),
  );
}

/** All that is not ASCII: the bytes with the highest bit, which is the one that a mask is made of. */
function wideBytes(at: usize): u64 {
  return bits(v128.load(at), v128.load(at, 16), v128.load(at, 32), v128.load(at, 48));
}

/** The bytes that may follow a backslash. */
function escapeCharacters(at: usize): u64 {
  return bits(
    areEscapeCharacters(v128.load(at)),
    areEscapeCharacters(v128.load(at, 16)),
    areEscapeCharacters(v128.load(at, 32)),
    areEscapeCharacters(v128.load(at, 48)),
  );
}

function areEscapeCharacters(bytes: v128): v128 {
  let found = v128.or(i8x16.eq(bytes, i8x16.splat(QUOTE)), i8x16.eq(bytes, i8x16.splat(BACKSLASH)));
  found = v128.or(found, i8x16.eq(bytes, i8x16.splat(SLASH)));
  found = v128.or(found, i8x16.eq(bytes, i8x16.splat(LOWER_B)));
  found = v128.or(found, i8x16.eq(bytes, i8x16.splat(LOWER_F)));
  found = v128.or(found, i8x16.eq(bytes, i8x16.splat(LOWER_N)));
  found = v128.or(found, i8x16.eq(bytes, i8x16.splat(LOWER_R)));
  found = v128.or(found, i8x16.eq(bytes, i8x16.splat(LOWER_T)));
  return v128.or(found, i8x16.eq(bytes, i8x16.splat(LOWER_U)));
}

/** One bit for each byte of four vectors, the first byte's the lowest. */
function bits(first: v128, second: v128, third: v128, fourth: v128): u64 {
  return (
    <u64>(<u32>i8x16.bitmask(first)) |
    ((<u64>(<u32>i8x16.bitmask(second))) << 16) |
    ((<u64>(<u32>i8x16.bitmask(third))) << 32) |
    ((<u64>(<u32>i8x16.bitmask(fourth))) << 48)
  );
}

function areFourHexDigits(at: usize): bool {
  for (let offset: usize = 0; offset < 4; offset++) {
    const byte = load<u8>(at + offset);
    const letter = byte | LOWER_CASE_BIT;
    const isDigit = byte >= 0x30 && byte <= 0x39;
    const isLetter = letter >= 0x61 && letter <= 0x66;
    if (!isDigit && !isLetter) return false;
  }
  return true;
}
