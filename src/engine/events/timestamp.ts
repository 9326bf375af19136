import type { FieldValue } from './field-value.ts';
import { isList } from './scalar-value.ts';

const NS_PER_MS = 1_000_000n;
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/** Date, time, up to nine digits of a second, and an offset; without one the time is UTC. */
const FORM = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?([Zz]|[+-]\d\d:?\d\d)?$/;

/** What a Date can hold: 275,760 years either way. Numbers beyond it are no times. */
const MAX_MS = 8.64e15;

/** A moment to the nanosecond. Nanoseconds since 1970 do not fit a number, and bigints are slow. */
export interface Moment {
  /** Whole milliseconds since 1970. */
  readonly ms: number;
  /** Nanoseconds within the millisecond, 0 to 999,999. */
  readonly subMsNs: number;
}

/** The time a field tells, in nanoseconds since 1970. @see timestampMoment */
export function timestampNs(value: FieldValue): bigint | undefined {
  const moment = timestampMoment(value);
  return moment && nanosecondsOf(moment);
}

/** Nanoseconds since 1970. */
export function nanosecondsOf({ ms, subMsNs }: Moment): bigint {
  return BigInt(ms) * NS_PER_MS + BigInt(subMsNs);
}

/** @param timeNs nanoseconds since 1970 */
export function momentOf(timeNs: bigint): Moment {
  const remainder = timeNs % NS_PER_MS;
  // Before 1970 the remainder is negative: the millisecond that holds the moment begins one earlier.
  const subMsNs = remainder < 0n ? remainder + NS_PER_MS : remainder;
  return { ms: Number((timeNs - subMsNs) / NS_PER_MS), subMsNs: Number(subMsNs) };
}

/**
 * The moment a field tells. Takes RFC 3339 text with any offset and up to nine
 * digits of a second, `YYYY-MM-DD hh:mm:ss.sss` (UTC), and numbers (milliseconds since 1970). Undefined for
 * anything else, and for dates that do not exist. Of several values the first counts.
 */
export function timestampMoment(value: FieldValue): Moment | undefined {
  if (isList(value)) return timestampMoment(value[0]);
  if (typeof value === 'string') return fromText(value);
  if (typeof value === 'bigint') return timestampMoment(Number(value));
  if (typeof value !== 'number' || !(Math.abs(value) <= MAX_MS)) return undefined;
  const ms = Math.floor(value);
  const subMsNs = Math.round((value - ms) * 1e6);
  return subMsNs < 1e6 ? { ms, subMsNs } : { ms: ms + 1, subMsNs: 0 };
}

function fromText(text: string): Moment | undefined {
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
  const fractionNs = Number(fraction.padEnd(9, '0'));
  const fractionMs = Math.floor(fractionNs / 1e6);
  return { ms: ms - shift * 60_000 + fractionMs, subMsNs: fractionNs - fractionMs * 1e6 };
}

function fromUsualForm(text: string): Moment | undefined {
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
  return { ms: ms + fractionMs, subMsNs: 0 };
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
  return startOfDayMs(year, month, day) + ((hour * 60 + minute) * 60 + second) * 1000;
}

/** The events of a recording are mostly of one day, and making a Date takes longer than all the rest. */
let latestDay = { year: 1970, month: 1, day: 1, ms: 0 };

function startOfDayMs(year: number, month: number, day: number): number {
  if (latestDay.day === day && latestDay.month === month && latestDay.year === year) return latestDay.ms;
  const date = new Date(0);
  // Date.UTC takes the years 0 to 99 for 1900 to 1999.
  date.setUTCFullYear(year, month - 1, day);
  latestDay = { year, month, day, ms: date.getTime() };
  return latestDay.ms;
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
