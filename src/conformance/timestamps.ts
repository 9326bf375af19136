import type { TimestampSource } from './suites.ts';

const NS_PER_MS = 1_000_000n;
const FILETIME_PER_MS = 10_000n;
/** From 1601, where Windows begins to count, to 1970. */
const FILETIME_EPOCH_MS = 11_644_473_600_000n;

/**
 * An event's time in nanoseconds since 1970; undefined where it has none. A whole number, or a text of digits,
 * in `@timestamp` is milliseconds.
 */
export function eventTimeNs(
  event: Readonly<Record<string, unknown>>,
  source: TimestampSource,
): bigint | undefined {
  const text = String(event[source === 'event' ? '@timestamp' : 'timestamp'] ?? '');
  if (/^\d+$/.test(text)) {
    const count = BigInt(text);
    if (source === 'nanoseconds') return count;
    return (source === 'filetime' ? count / FILETIME_PER_MS - FILETIME_EPOCH_MS : count) * NS_PER_MS;
  }
  const timeMs = Date.parse(text);
  return Number.isNaN(timeMs) ? undefined : BigInt(timeMs) * NS_PER_MS;
}

/** ISO 8601 with as many digits as the time needs: three or nine. */
export function isoTime(timeNs: bigint): string {
  const restNs = ((timeNs % NS_PER_MS) + NS_PER_MS) % NS_PER_MS;
  const iso = new Date(Number((timeNs - restNs) / NS_PER_MS)).toISOString();
  return restNs === 0n ? iso : iso.replace('Z', `${String(restNs).padStart(6, '0')}Z`);
}
