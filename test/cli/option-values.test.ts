import { InvalidArgumentError } from 'commander';
import { describe, expect, test } from 'vitest';
import {
  batchSize,
  byteSize,
  collect,
  duration,
  interval,
  jobs,
  level,
  moment,
  sampleInterval,
  timeLimit,
  wholeNumber,
} from '../../src/cli/option-values.ts';

describe('wholeNumber', () => {
  test('takes digits from the smallest on', () => {
    expect(wholeNumber(0)('0')).toBe(0);
    expect(wholeNumber(1)('0012')).toBe(12);
    expect(wholeNumber(1)(String(Number.MAX_SAFE_INTEGER))).toBe(Number.MAX_SAFE_INTEGER);
  });

  test.each(['', ' ', '0', '-1', '+1', '1.5', '1e3', '0x10', '1_000', '٣', 'NaN', '9007199254740993'])(
    'refuses %j',
    (text) => {
      expect(() => wholeNumber(1)(text)).toThrow(InvalidArgumentError);
    },
  );
});

test('jobs has a largest value, as each takes memory', () => {
  expect(jobs('256')).toBe(256);
  expect(() => jobs('257')).toThrow('at most 256');
  expect(() => jobs('0')).toThrow(InvalidArgumentError);
});

test('batchSize has a largest value', () => {
  expect(batchSize('65536')).toBe(65_536);
  expect(() => batchSize('65537')).toThrow('at most 65536');
  expect(() => batchSize('0')).toThrow(InvalidArgumentError);
});

describe('moment', () => {
  test('keeps nanoseconds and minds the offset', () => {
    expect(moment('1970-01-01T00:00:00.000000001Z')).toBe(1n);
    expect(moment('1970-01-01T01:00:00+01:00')).toBe(0n);
  });

  test.each(['', 'now', 'yesterday', '2024-02-30T00:00:00Z', '2024-13-01T00:00:00Z'])(
    'refuses %j',
    (text) => {
      expect(() => moment(text)).toThrow('RFC 3339');
    },
  );
});

describe('duration', () => {
  test.each([
    ['0', 0],
    ['250ms', 250],
    ['90s', 90_000],
    ['10m', 600_000],
    ['1h', 3_600_000],
    ['2d', 172_800_000],
  ])('%s', (text, ms) => {
    expect(duration(text)).toBe(ms);
  });

  test.each(['', '10', 'h', '1.5h', '-1s', '1 h', '1w', '1H', '99999999999999999d'])('refuses %j', (text) => {
    expect(() => duration(text)).toThrow('Expected a time such as');
  });
});

test('timeLimit is a duration that is more than nothing', () => {
  expect(timeLimit('50ms')).toBe(50);
  for (const nothing of ['0', '0s']) expect(() => timeLimit(nothing)).toThrow('at least 1ms');
  expect(() => timeLimit('50')).toThrow('Expected a time such as');
});

describe('byteSize', () => {
  test.each([
    ['1', 1],
    ['65536', 65_536],
    ['512KiB', 524_288],
    ['64MiB', 67_108_864],
    ['2GiB', 2_147_483_648],
  ])('%s', (text, bytes) => {
    expect(byteSize(text)).toBe(bytes);
  });

  test.each(['', '0', '0MiB', 'MiB', '1.5MiB', '-1', '1 MiB', '1MB', '1mib', '99999999999GiB'])(
    'refuses %j',
    (text) => {
      expect(() => byteSize(text)).toThrow('Expected a size such as');
    },
  );
});

test('collect adds to what was given before', () => {
  expect(collect('b', ['a'])).toEqual(['a', 'b']);
});

describe('sampleInterval', () => {
  test.each([
    ['100us', 100],
    ['250µs', 250],
    ['1ms', 1_000],
    ['1s', 1_000_000],
  ])('%s', (text, us) => {
    expect(sampleInterval(text)).toBe(us);
  });

  test.each(['', '99us', '2s', '1001ms', '1', '1m', '0.5ms', '-1ms', '1e3us', '99999999999999999999us'])(
    'refuses %j',
    (text) => {
      expect(() => sampleInterval(text)).toThrow('from 100us to 1s');
    },
  );
});

describe('interval', () => {
  test.each([
    ['1', 1],
    ['2.5', 2.5],
    ['5', 5],
  ])('%s', (text, seconds) => {
    expect(interval(text)).toBe(seconds);
  });

  test.each(['', '0', '0.9', '5.1', '-2', '1e0', '2s', 'Infinity'])('refuses %j', (text) => {
    expect(() => interval(text)).toThrow('seconds from 1 to 5');
  });
});

describe('level', () => {
  test('adds to those given before, and the last of one name counts', () => {
    const cpu = level('cpu=5:20', {});
    expect(level('memory=1:2', cpu)).toEqual({
      cpuShare: { medium: 0.05, high: 0.2 },
      memoryBytes: { medium: 1e6, high: 2e6 },
    });
    expect(level('cpu=1:2', cpu)).toEqual({ cpuShare: { medium: 0.01, high: 0.02 } });
  });

  test.each(['', 'cpu', 'cpu=1', 'speed=1:2', 'cpu=20:5', '__proto__=1:2'])('refuses %j', (text) => {
    expect(() => level(text, {})).toThrow(/Expected NAME=MEDIUM:HIGH|medium comes before high/);
  });
});
