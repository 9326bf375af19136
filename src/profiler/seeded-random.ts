/**
 * Numbers from 0 up to, but not including, 1, the same for the same seed: Marsaglia's xorshift with 32 bits ("Xorshift
 * RNGs", Journal of Statistical Software 8, 2003). Good enough to choose samples; it is no secret.
 */
export function seededRandom(seed: number): () => number {
  let state = seed | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
