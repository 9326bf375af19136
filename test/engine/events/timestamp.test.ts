import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timestampNs } from '../../../src/engine/events/timestamp.ts';

describe('timestampNs', () => {
  it.each([
    ['2020-10-18T05:15:14.796Z', 1602998114796000000n],
    ['2020-10-18T05:15:14.123456789Z', 1602998114123456789n],
    ['2020-10-18T05:15:14Z', 1602998114000000000n],
    ['2020-10-18t05:15:14.5z', 1602998114500000000n],
    ['2020-10-18 05:15:14.796', 1602998114796000000n],
    ['2020-10-18T07:15:14.796+02:00', 1602998114796000000n],
    ['2020-10-18T00:45:14.796-0430', 1602998114796000000n],
    ['1969-12-31T23:59:59.999Z', -1000000n],
    ['0001-01-01T00:00:00.000Z', -62135596800000000000n],
    ['2020-02-29T00:00:00.000Z', 1582934400000000000n],
    ['2016-12-31T23:59:60Z', 1483228800000000000n],
    [1602998114796, 1602998114796000000n],
    [1602998114796.25, 1602998114796250000n],
    [1602998114796n, 1602998114796000000n],
    [-0.5, -500000n],
  ])('%s', (value, expected) => {
    expect(timestampNs(value)).toBe(expected);
  });

  it.each([
    '',
    'yesterday',
    '2020-13-01T00:00:00.000Z',
    '2021-02-29T00:00:00.000Z',
    '2020-10-18T24:00:00.000Z',
    '2020-10-18T05:60:00.000Z',
    '2020-10-18T05:15:14.79xZ',
    '2020/10/18T05:15:14.796Z',
    '2020-10-18T05:15:14.1234567890Z',
    '2020-10-18T05:15:14+24:00',
    '2020-10-18',
    Number.NaN,
    Number.POSITIVE_INFINITY,
    true,
    undefined,
  ])('%s is no time', (value) => {
    expect(timestampNs(value)).toBeUndefined();
  });

  it('takes the first of several', () => {
    expect(timestampNs(['1970-01-01T00:00:01Z', '1970-01-01T00:00:02Z'])).toBe(1_000_000_000n);
  });

  it('agrees with Date on every date that both can tell', () => {
    const date = fc.date({
      min: new Date('0001-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59.999Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(date, (value) => {
        const expected = BigInt(value.getTime()) * 1_000_000n;
        expect(timestampNs(value.toISOString())).toBe(expected);
        expect(timestampNs(value.toISOString().replace('Z', '000+00:00'))).toBe(expected);
      }),
    );
  });
});
