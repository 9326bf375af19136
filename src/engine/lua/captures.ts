import type { Captures } from '../predicate/predicate.ts';

export type CapturedValue = string | number | bigint | boolean;

/** Entries of a table that `pred_capture` returned; what is beyond is not kept. */
export const MAX_CAPTURES = 64;
const LONGEST_CAPTURE = 1_024;
/** As many bytes of UTF-8 hold at least so many characters: more of a text need not be looked at. */
export const CAPTURED_BYTES = 4 * LONGEST_CAPTURE;

/** What is kept of the entries, sorted by key: the order of a Lua table means nothing. */
export function capturesOf(entries: readonly (readonly [string, CapturedValue])[]): Captures {
  const kept = entries.map(
    ([key, value]) => [cut(key), typeof value === 'string' ? cut(value) : value] as const,
  );
  kept.sort(([left], [right]) => (left < right ? -1 : 1));
  // Makes own properties of every name, `__proto__` too.
  return Object.fromEntries(kept);
}

/** A number as alerts carry it: JSON has no infinities. */
export function capturedNumber(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}

function cut(text: string): string {
  if (text.length <= LONGEST_CAPTURE) return text;
  // A copy, as V8 keeps the whole text for as long as a slice of it.
  return Buffer.from(text.slice(0, LONGEST_CAPTURE), 'utf16le').toString('utf16le');
}
