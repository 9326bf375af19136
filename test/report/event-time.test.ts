import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { EventTimeFormat, eventTimeText } from '../../src/report/event-time.ts';

test.each([
  [0n, '1970-01-01T00:00:00.000Z'],
  [1_714_557_600_123_000_000n, '2024-05-01T10:00:00.123Z'],
  [1_714_557_600_123_456_000n, '2024-05-01T10:00:00.123456Z'],
  [1_714_557_600_123_456_789n, '2024-05-01T10:00:00.123456789Z'],
  [1_714_557_600_000_000_001n, '2024-05-01T10:00:00.000000001Z'],
  [-1n, '1969-12-31T23:59:59.999999999Z'],
  [-1_000_000n, '1969-12-31T23:59:59.999Z'],
])('%s ns is %s', (timeNs, text) => {
  expect(eventTimeText(timeNs)).toBe(text);
});

test('a time outside the years 0 to 9999 has no text', () => {
  const lastNs = 253_402_300_799_999_999_999n;
  expect(eventTimeText(lastNs)).toBe('9999-12-31T23:59:59.999999999Z');
  expect(eventTimeText(lastNs + 1n)).toBeNull();
  const firstNs = -62_167_219_200_000_000_000n;
  expect(eventTimeText(firstNs)).toBe('0000-01-01T00:00:00.000Z');
  expect(eventTimeText(firstNs - 1n)).toBeNull();
});

test('no nanosecond is lost', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }), (timeNs) => {
      const text = eventTimeText(timeNs)!;
      const fraction = text.slice(text.indexOf('.') + 1, -1).padEnd(9, '0');
      const seconds = BigInt(Date.parse(`${text.slice(0, text.indexOf('.'))}Z`)) / 1_000n;
      expect(seconds * 1_000_000_000n + BigInt(fraction)).toBe(timeNs);
    }),
  );
});

test('one format for many times: a change of day and back is seen', () => {
  const format = new EventTimeFormat();
  const dayNs = 86_400_000_000_000n;
  expect([0n, dayNs - 1_000_000n, dayNs, -1_000_000n, dayNs].map((timeNs) => format.text(timeNs))).toEqual([
    '1970-01-01T00:00:00.000Z',
    '1970-01-01T23:59:59.999Z',
    '1970-01-02T00:00:00.000Z',
    '1969-12-31T23:59:59.999Z',
    '1970-01-02T00:00:00.000Z',
  ]);
});

test('a whole millisecond reads as Date writes it', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('0000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
      (date) => {
        expect(eventTimeText(BigInt(date.getTime()) * 1_000_000n)).toBe(date.toISOString());
      },
    ),
  );
});
