/** A byte that may begin no character, or may not follow the bytes before it. */
const UNSOUND: i32 = 0;

/** Whether the bytes `at..end` are UTF-8: no surrogates, nothing spelt longer than it need be. A byte of ASCII follows. */
export function isUtf8(at: usize, end: usize): bool {
  while (at < end) {
    const wide = i8x16.bitmask(v128.load(at));
    if (wide === 0) {
      at += 16;
      continue;
    }
    at += ctz(wide);
    if (at >= end) return true;
    const length = characterLength(at);
    if (length === UNSOUND) return false;
    at += <usize>length;
  }
  return true;
}

/** How many bytes make up the character beyond ASCII that begins at `at`. */
function characterLength(at: usize): i32 {
  const first = load<u8>(at);
  const second = load<u8>(at, 1);
  if (first < 0xc2 || first > 0xf4) return UNSOUND;
  if (first < 0xe0) return isWithin(second, 0x80, 0xbf) ? 2 : UNSOUND;
  if (!isWithin(second, lowestSecond(first), highestSecond(first))) return UNSOUND;
  if (!isWithin(load<u8>(at, 2), 0x80, 0xbf)) return UNSOUND;
  if (first < 0xf0) return 3;
  return isWithin(load<u8>(at, 3), 0x80, 0xbf) ? 4 : UNSOUND;
}

/** What is below could be spelt shorter. */
function lowestSecond(first: u8): u8 {
  if (first === 0xe0) return 0xa0;
  return first === 0xf0 ? 0x90 : 0x80;
}

/** What is above is a surrogate, or beyond the last character there is. */
function highestSecond(first: u8): u8 {
  if (first === 0xed) return 0x9f;
  return first === 0xf4 ? 0x8f : 0xbf;
}

function isWithin(byte: u8, lowest: u8, highest: u8): bool {
  return byte >= lowest && byte <= highest;
}
