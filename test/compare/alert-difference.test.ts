import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alertDifference } from '../../src/compare/alert-difference.ts';
import { AlertRecord } from '../../src/compare/alert-record.ts';

function record(alerts: readonly (readonly (number | null)[])[], mostKept?: number) {
  const kept = new AlertRecord(1, mostKept);
  for (const events of alerts) kept.add({ rule: 0, timeNs: undefined, events });
  return kept.of(0);
}

test('what only one side has, with its events', () => {
  const difference = alertDifference(record([[1], [4, 9], [7, null]]), record([[1], [4, 8], [7, null]]), 10);
  expect(difference).toEqual({
    gained: 1,
    lost: 1,
    firstGained: [[4, 8]],
    firstLost: [[4, 9]],
    comparedBeforeEvent: null,
  });
});

test('an alert that is raised twice is two alerts', () => {
  expect(alertDifference(record([[3]]), record([[3], [3]]), 10)).toMatchObject({ gained: 1, lost: 0 });
});

test('only the first are named, all are counted', () => {
  const many = Array.from({ length: 50 }, (_, at) => [at + 1]);
  const { lost, firstLost } = alertDifference(record(many), record([]), 3);
  expect(lost).toBe(50);
  expect(firstLost).toEqual([[1], [2], [3]]);
});

test('of a flood the beginning is kept, and only that is compared', () => {
  const flood = Array.from({ length: 50 }, (_, at) => [at + 1]);
  const base = record(flood, 100);
  expect(base.kept.length).toBe(20);
  expect(base.count).toBe(50);
  const missing = flood.filter(([event]) => event !== 5);
  expect(alertDifference(base, record(missing, 100), 10)).toEqual({
    gained: 0,
    lost: 1,
    firstGained: [],
    firstLost: [[5]],
    comparedBeforeEvent: 20,
  });
});

test('one rule that floods leaves room for the others', () => {
  const kept = new AlertRecord(2, 10);
  for (let event = 1; event <= 100; event++) kept.add({ rule: 0, timeNs: undefined, events: [event] });
  kept.add({ rule: 1, timeNs: undefined, events: [101] });
  expect(kept.of(1)).toEqual({ kept: [[101]], count: 1 });
});

test('nothing differs from itself; swapped, gained is lost', () => {
  const alerts = fc.array(
    fc.array(fc.option(fc.integer({ min: 1, max: 9 })), { minLength: 1, maxLength: 3 }),
  );
  fc.assert(
    fc.property(alerts, alerts, (one, other) => {
      expect(alertDifference(record(one), record(one), 5)).toMatchObject({ gained: 0, lost: 0 });
      const { gained, lost } = alertDifference(record(one), record(other), 5);
      expect(gained - lost).toBe(other.length - one.length);
      expect(alertDifference(record(other), record(one), 5)).toMatchObject({ gained: lost, lost: gained });
    }),
  );
});
