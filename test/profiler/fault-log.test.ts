import { expect, test } from 'vitest';
import type { RuleFault } from '../../src/engine/predicate/predicate-fault.ts';
import { FaultLog } from '../../src/profiler/fault-log.ts';

function fault(overrides: Partial<RuleFault> = {}): RuleFault {
  return { kind: 'error', reason: 'it threw', eventNumber: 1, quarantined: false, ...overrides };
}

test('keeps the first fault of a rule and counts all by kind', () => {
  const log = new FaultLog();
  log.add(3, fault({ eventNumber: 10, reason: 'first' }));
  log.add(3, fault({ eventNumber: 11, reason: 'second' }));
  log.add(3, fault({ eventNumber: 12, kind: 'bad-result' }));
  expect(log.of(3)!.first).toMatchObject({ eventNumber: 10, reason: 'first' });
  expect([...log.of(3)!.countOfKind]).toEqual([
    ['error', 2],
    ['bad-result', 1],
  ]);
  expect(log.of(3)!.quarantine).toBeUndefined();
});

test('keeps what a rule was taken out for', () => {
  const log = new FaultLog();
  log.add(0, fault());
  log.add(0, fault({ kind: 'time', eventNumber: 40, quarantined: true }));
  expect(log.of(0)).toMatchObject({
    first: { eventNumber: 1 },
    quarantine: { kind: 'time', eventNumber: 40 },
  });
});

test('rules are apart, and one without faults has no entry', () => {
  const log = new FaultLog();
  log.add(0, fault({ reason: 'of 0' }));
  log.add(2, fault({ reason: 'of 2' }));
  expect([log.of(0)!.first.reason, log.of(1), log.of(2)!.first.reason]).toEqual(['of 0', undefined, 'of 2']);
});

test('is the same after a way to another thread', () => {
  const log = new FaultLog();
  log.add(3, fault());
  log.add(3, fault({ kind: 'time', quarantined: true }));
  const copy = FaultLog.from(structuredClone(log.entries));
  expect(copy.of(3)).toEqual(log.of(3));
  expect(copy.of(0)).toBeUndefined();
});
