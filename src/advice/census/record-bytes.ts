import { LazyText } from '../../engine/events/lazy-text.ts';

/** What a member takes beside its text: the slot, the object around a text. */
const BYTES_PER_VALUE = 24;

/**
 * An estimate of what keeping a decoded event takes: its texts, at a byte a character, and a little for each value.
 * Exact is not needed, but no event may count for much less than it holds.
 *
 * @param enough stops counting beyond this many bytes
 */
export function recordBytes(record: unknown, enough: number): number {
  let bytes = 0;
  // No recursion: how deep a record nests is up to whoever wrote it.
  const pending: unknown[] = [record];
  while (pending.length > 0 && bytes <= enough) {
    const value = pending.pop();
    bytes += BYTES_PER_VALUE;
    if (typeof value === 'string') bytes += value.length;
    else if (value instanceof LazyText) bytes += value.text.length;
    else if (typeof value === 'object' && value !== null) {
      // One by one: an array of a million elements is too many arguments for a call.
      for (const one of Object.values(value)) pending.push(one);
    }
  }
  return bytes;
}
