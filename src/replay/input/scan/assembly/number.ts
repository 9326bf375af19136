import { LOWER_CASE_BIT, LOWER_E, MINUS, PLUS, POINT, ZERO } from './characters';

/** The byte after the number that begins at `at`; 0 when there is none as JSON writes it. */
export function numberEnd(at: usize): usize {
  if (load<u8>(at) === MINUS) at++;
  // A leading zero stands alone.
  at = load<u8>(at) === ZERO ? at + 1 : digitsEnd(at);
  if (at === 0) return 0;
  if (load<u8>(at) === POINT) {
    at = digitsEnd(at + 1);
    if (at === 0) return 0;
  }
  if ((load<u8>(at) | LOWER_CASE_BIT) === LOWER_E) {
    at++;
    const sign = load<u8>(at);
    if (sign === PLUS || sign === MINUS) at++;
    at = digitsEnd(at);
  }
  return at;
}

/** The byte after one or more digits; 0 when there is none. */
function digitsEnd(at: usize): usize {
  if (!isDigit(load<u8>(at))) return 0;
  do at++;
  while (isDigit(load<u8>(at)));
  return at;
}

function isDigit(byte: u8): bool {
  return <u32>byte - <u32>ZERO < 10;
}
