import type { FieldValue } from './field-value.ts';
import { isList } from './scalar-value.ts';

const NS_PER_MS = 1_000_000n;
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/** Date, time, up to nine digits of a second, and an offset; without one the time is UTC. */
const FORM = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?([Zz]|[+-]\d\d:?\d\d)?$/;

/**
 * The time a field tells, in nanoseconds since 1970. Takes RFC 3339 text with any offset and up to nine
 * digits of a second, `YYYY-MM-DD hh:mm:ss.sss` (UTC), and numbers (milliseconds since 1970). Undefined for
 * anything else, and for dates that do not exist. Of several values the first counts.
 */
export function timestampNs(value: FieldValue): bigint | undefined {
  if (isList(value)) return timestampNs(value[0]);
  if (typeof value === 'string') return fromText(value);
  if (typeof value === 'bigint') return value * NS_PER_MS;
  if (typeof value !== 'number' || !Number.isFinite(value)) return undefined;
  const wholeMs = Math.floor(value);
  return BigInt(wholeMs) * NS_PER_MS + BigInt(Math.round((value - wholeMs) * 1e6));
}

function fromText(text: string): bigint | undefined {
  // Nearly every recording writes 2020-10-18T05:15:14.796Z, and reading digits beats a regular expression.
  if (text.length === 24 && text.charCodeAt(10) === 0x54 && text.charCodeAt(23) === 0x5a) {
    const usual = fromUsualForm(text);
    if (usual !== undefined) return usual;
  }
  const parts = FORM.exec(text);
  if (parts === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction = '', offset] = parts;
  const ms = epochMs(Number(year), Number(month), Number(day), Number(hour), Number(minute), Number(second));
  const shift = offsetMinutes(offset);
  if (ms === undefined || shift === undefined) return undefined;
  return BigInt(ms - shift * 60_000) * NS_PER_MS + BigInt(fraction.padEnd(9, '0'));
}

function fromUsualForm(text: string): bigint | undefined {
  const ms = epochMs(
    digits(text, 0, 4),
    digits(text, 5, 2),
    digits(text, 8, 2),
    digits(text, 11, 2),
    digits(text, 14, 2),
    digits(text, 17, 2),
  );
  const fractionMs = digits(text, 20, 3);
  const separators =
    text.charCodeAt(4) === 0x2d &&
    text.charCodeAt(7) === 0x2d &&
    text.charCodeAt(13) === 0x3a &&
    text.charCodeAt(16) === 0x3a &&
    text.charCodeAt(19) === 0x2e;
  if (ms === undefined || Number.isNaN(fractionMs) || !separators) return undefined;
  return BigInt(ms + fractionMs) * NS_PER_MS;
}

/** The number that `count` decimal digits at `start` write; NaN where one of them is no digit. */
function digits(text: string, start: number, count: number): number {
  let number = 0;
  for (let at = start; at < start + count; at++) {
    const digit = text.charCodeAt(at) - 0x30;
    if (digit < 0 || digit > 9) return Number.NaN;
    number = number * 10 + digit;
  }
  return number;
}

/** Milliseconds since 1970; undefined where a part is out of range or no number. */
function epochMs(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): number | undefined {
  if (!(month >= 1 && month <= 12) || !(day >= 1 && day <= daysIn(year, month))) return undefined;
  // Second 60 is a leap second, which RFC 3339 allows; it counts as the first of the next minute.
  if (!(hour <= 23 && minute <= 59 && second <= 60)) return undefined;
  const date = new Date(0);
  // Date.UTC takes the years 0 to 99 for 1900 to 1999.
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime() + ((hour * 60 + minute) * 60 + second) * 1000;
}

function daysIn(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : DAYS_IN_MONTH[month - 1]!;
}

function offsetMinutes(offset: string | undefined): number | undefined {
  if (offset === undefined || offset === 'Z' || offset === 'z') return 0;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(-2));
  if (hours > 23 || minutes > 59) return undefined;
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}
