import { expect, test } from 'vitest';
import { Interruption } from '../../src/cli/interruption.ts';

function listenerCounts(): number[] {
  return (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).map((signal) => process.listenerCount(signal));
}

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)(
  'the first %s asks to stop, the second to stop at once, the third is left to Node',
  (signal, exitCode) => {
    const before = listenerCounts();
    const interruption = new Interruption();
    expect(interruption.exitCode).toBeUndefined();
    expect(interruption.signal.aborted).toBe(false);
    process.emit(signal, signal);
    expect(interruption.signal.aborted).toBe(true);
    expect(interruption.stoppedBy).toBe(signal);
    expect(interruption.exitCode).toBe(exitCode);
    expect(interruption.atOnce.aborted).toBe(false);
    process.emit('SIGINT', 'SIGINT');
    expect(interruption.atOnce.aborted).toBe(true);
    expect(interruption.exitCode).toBe(exitCode);
    expect(listenerCounts()).toEqual(before);
  },
);

test('once disposed of it listens no more', () => {
  const before = listenerCounts();
  const interruption = new Interruption();
  expect(listenerCounts()).toEqual(before.map((count) => count + 1));
  interruption.dispose();
  expect(listenerCounts()).toEqual(before);
});
