import { eventTimeText } from '../../report/event-time.ts';
import { countText, durationText, latencyText, NOT_MEASURED, shareText } from '../../report/figure-text.ts';

/*
 * Figures in a width that never changes, so that columns stand still while figures grow. Each function says how wide
 * its text is at most.
 */

const NS_PER_HOUR = 3_600e9;

const BYTE_UNITS = ['kB', 'MB', 'GB', 'TB'] as const;

/** Bytes, decimal, in at most 9 columns: `512 B`, `1.23 MB`, `999.99 GB`. */
export function memoryText(bytes: number | null): string {
  if (bytes === null) return NOT_MEASURED;
  if (bytes < 1e3) return `${Math.round(bytes)} B`;
  let value = bytes / 1e3;
  let unit = 0;
  // What would be written as 1000.00 belongs to the next unit.
  while (value >= 999.995 && unit < BYTE_UNITS.length - 1) {
    value /= 1e3;
    unit++;
  }
  return `${value.toFixed(2)} ${BYTE_UNITS[unit]}`;
}

/** Nanoseconds in at most 9 columns: `123.4 µs`, `1.5 ms`, `1,234.5 s`, `2.8 h`. */
export function timeText(ns: number | null): string {
  // Half a step before the next unit, so that 999.96 µs is 1.0 ms and not 1,000.0 µs.
  if (ns !== null && ns >= 999.95e3 && ns < 1e6) return durationText(1e6);
  if (ns !== null && ns >= 999.95e6 && ns < 1e9) return durationText(1e9);
  if (ns !== null && ns >= 9_999.95e9) return `${(ns / NS_PER_HOUR).toFixed(1)} h`;
  return durationText(ns);
}

/** What one evaluation took, in at most 9 columns; `~0 ns` where timing could not tell it from nothing. */
export function evaluationTimeText(ns: number | null): string {
  return ns !== null && ns < 1 ? latencyText(ns) : timeText(ns);
}

/** A count in at most 8 columns: `12,345`, and from a million on `1.23 M`, `12.35 G`. */
export function shortCountText(count: number): string {
  if (count < 999_999.5) return countText(count);
  if (count < 999.995e6) return `${(count / 1e6).toFixed(2)} M`;
  return `${(count / 1e9).toFixed(2)} G`;
}

/** A share of 1 in at most 7 columns: `12.3 %`, `<0.1 %`. An alert rate may be above 1: from 10 on `>999 %`. */
export function percentText(share: number | null): string {
  return share !== null && share >= 9.9995 ? '>999 %' : shareText(share);
}

/** The time of an event in UTC to the second, 19 columns: `2024-05-01 10:00:00`. */
export function eventTimeToSecond(timeNs: bigint | null): string {
  const text = timeNs === null ? null : eventTimeText(timeNs);
  return text === null ? NOT_MEASURED : text.slice(0, 'YYYY-MM-DDTHH:MM:SS'.length).replace('T', ' ');
}

/** Seconds as a clock shows them: `0:07`, `12:34`, `1:02:03`. */
export function clockText(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  const two = (value: number): string => String(value).padStart(2, '0');
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}:${two(whole % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`;
}
