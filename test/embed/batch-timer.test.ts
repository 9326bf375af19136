import { expect, test } from 'vitest';
import { BatchTimer, NODE_TIMERS } from '../../src/embed/batch-timer.ts';
import { FakeTimers } from './support/fake-timers.ts';

test('runs from the first start, once', () => {
  const timers = new FakeTimers();
  let calls = 0;
  const timer = new BatchTimer(timers, 10, () => calls++);
  timer.start();
  timer.start();
  expect(timers.delaysMs).toEqual([10]);
  timers.goOff();
  expect(calls).toBe(1);
  timer.start();
  expect(timers.delaysMs).toEqual([10, 10]);
});

test('does not go off once it was stopped, and can be started again', () => {
  const timers = new FakeTimers();
  let calls = 0;
  const timer = new BatchTimer(timers, 10, () => calls++);
  timer.stop();
  timer.start();
  timer.stop();
  expect(timers.waiting).toBe(0);
  timer.start();
  timers.goOff();
  expect(calls).toBe(1);
});

test('may be started by what it calls', () => {
  const timers = new FakeTimers();
  const timer: BatchTimer = new BatchTimer(timers, 10, () => timer.start());
  timer.start();
  timers.goOff();
  expect(timers.waiting).toBe(1);
});

test('the timers of Node go off, and do not when cleared', async () => {
  const went: string[] = [];
  const cleared = NODE_TIMERS.setTimeout(() => went.push('cleared'), 0);
  NODE_TIMERS.clearTimeout(cleared);
  await new Promise<void>((resolve) => NODE_TIMERS.setTimeout(resolve, 1));
  expect(went).toEqual([]);
});
