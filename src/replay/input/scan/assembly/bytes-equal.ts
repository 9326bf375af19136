const VECTOR_BYTES: i32 = 16;

/** Whether so many bytes are the same. What is behind them must be readable. */
export function areEqual(left: usize, right: usize, length: i32): bool {
  for (let offset = 0; offset < length; offset += VECTOR_BYTES) {
    const same = i8x16.bitmask(i8x16.eq(v128.load(left + <usize>offset), v128.load(right + <usize>offset)));
    const rest = length - offset;
    const compared = rest < VECTOR_BYTES ? (1 << rest) - 1 : 0xffff;
    if ((same & compared) !== compared) return false;
  }
  return true;
}
