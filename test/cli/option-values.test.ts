import { InvalidArgumentError } from 'commander';
import { describe, expect, test } from 'vitest';
import { batchSize, collect, moment, wholeNumber } from '../../src/cli/option-values.ts';

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

test('collect adds to what was given before', () => {
  expect(collect('b', ['a'])).toEqual(['a', 'b']);
});
