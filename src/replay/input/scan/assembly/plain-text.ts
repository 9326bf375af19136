import { BACKSLASH, QUOTE, SPACE } from './characters';

/**
 * The first byte from `at` on that ends a run of ordinary characters: a quote, a backslash, or one that a text
 * must not hold or that is not ASCII.
 */
export function plainTextEnd(at: usize): usize {
  while (true) {
    const bytes = v128.load(at);
    const special = v128.or(
      i8x16.eq(bytes, i8x16.splat(QUOTE)),
      v128.or(
        i8x16.eq(bytes, i8x16.splat(BACKSLASH)),
        // As signed numbers the bytes from 0x80 on are negative: one comparison finds them and the controls.
        i8x16.lt_s(bytes, i8x16.splat(SPACE)),
      ),
    );
    const specialBits = i8x16.bitmask(special);
    if (specialBits !== 0) return at + ctz(specialBits);
    at += 16;
  }
}
