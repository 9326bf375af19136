import { CARRIAGE_RETURN, SPACE, TAB } from './characters';

/** The first byte from `at` on that is no white space. A line feed is not expected within a line. */
export function skipWhiteSpace(at: usize): usize {
  let byte = load<u8>(at);
  while (byte === SPACE || byte === TAB || byte === CARRIAGE_RETURN) byte = load<u8>(++at);
  return at;
}
