import { InvalidArgumentError } from 'commander';
import { timestampNs } from '../engine/events/timestamp.ts';
import { type ListenAddress, parseListenAddress } from '../serve/listen/listen-address.ts';
import type { Thresholds } from '../top/model/cost-level.ts';
import { parseThreshold } from '../top/model/parse-threshold.ts';

/** A whole number of at least `smallest`. */
export function wholeNumber(smallest: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < smallest) {
      throw new InvalidArgumentError(`Expected a whole number from ${smallest}.`);
    }
    return value;
  };
}

/** Each thread has a copy of the rules and of the code, some hundred megabytes with a large pack. */
const MOST_JOBS = 256;

/** How many threads read a recording. */
export function jobs(text: string): number {
  const value = wholeNumber(1)(text);
  if (value > MOST_JOBS) throw new InvalidArgumentError(`Expected at most ${MOST_JOBS}.`);
  return value;
}

/** A batch size: 1 to 65,536 events. */
export function batchSize(text: string): number {
  const value = wholeNumber(1)(text);
  if (value > 65_536) throw new InvalidArgumentError('Expected at most 65536.');
  return value;
}

/** An RFC 3339 moment as nanoseconds since 1970. */
export function moment(text: string): bigint {
  const time = timestampNs(text);
  if (time === undefined)
    throw new InvalidArgumentError('Expected a time such as 2024-05-01T10:00:00Z (RFC 3339).');
  return time;
}

/** For options that may be repeated. */
export function collect(value: string, previous: readonly string[]): string[] {
  return [...previous, value];
}

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

const UNIT_BYTES: Readonly<Record<string, number>> = { '': 1, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 };

/** A size such as `512KiB`, `64MiB` or a number of bytes, more than 0; bytes. */
export function byteSize(text: string): number {
  const [, digits, unit] = /^(\d+)((?:[KMG]iB)?)$/.exec(text) ?? [];
  const bytes = Number(digits) * UNIT_BYTES[unit!]!;
  if (!Number.isSafeInteger(bytes) || bytes === 0)
    throw new InvalidArgumentError('Expected a size such as 512KiB, 64MiB or a number of bytes.');
  return bytes;
}

/** A length of time such as `90s` or `1h`, as EQL writes it for maxspan, or `0`; milliseconds. */
export function duration(text: string): number {
  const [, digits, unit] = /^(\d+)(ms|s|m|h|d)$/.exec(text) ?? [];
  const ms = text === '0' ? 0 : Number(digits) * UNIT_MS[unit!]!;
  if (!Number.isSafeInteger(ms))
    throw new InvalidArgumentError('Expected a time such as 500ms, 30s, 10m, 1h or 0.');
  return ms;
}

/** The shortest time between two samples of the stack; microseconds. Below it, sampling costs more than it tells. */
const LEAST_SAMPLE_INTERVAL_US = 100;
/** The longest; microseconds. */
const LONGEST_SAMPLE_INTERVAL_US = 1_000_000;

/** A time between two samples such as `1ms` or `200us`; microseconds. */
export function sampleInterval(text: string): number {
  const [, digits, unit] = /^(\d+)(us|µs|ms|s)$/.exec(text) ?? [];
  const us = Number(digits) * (unit === 's' ? 1_000_000 : unit === 'ms' ? 1_000 : 1);
  if (!(us >= LEAST_SAMPLE_INTERVAL_US && us <= LONGEST_SAMPLE_INTERVAL_US))
    throw new InvalidArgumentError('Expected a time from 100us to 1s, such as 200us or 1ms.');
  return us;
}

/** A length of time as {@link duration} takes it, of at least a millisecond. */
export function timeLimit(text: string): number {
  const ms = duration(text);
  if (ms === 0) throw new InvalidArgumentError('Expected at least 1ms.');
  return ms;
}

/** Seconds between two refreshes of the live view: 1 to 5. */
export function interval(text: string): number {
  const seconds = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || seconds < 1 || seconds > 5)
    throw new InvalidArgumentError('Expected seconds from 1 to 5.');
  return seconds;
}

/** Where to listen, such as `127.0.0.1:9100`. */
export function listenAddress(text: string): ListenAddress {
  try {
    return parseListenAddress(text);
  } catch (error) {
    throw new InvalidArgumentError(`${(error as RangeError).message}.`);
  }
}

/** From where on a figure is medium or high, for an option that may be repeated. */
export function level(text: string, previous: Partial<Thresholds>): Partial<Thresholds> {
  try {
    return { ...previous, ...parseThreshold(text) };
  } catch (error) {
    throw new InvalidArgumentError((error as RangeError).message);
  }
}
