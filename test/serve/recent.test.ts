import { expect, test } from 'vitest';
import { Recent } from '../../src/serve/recent.ts';

test('a value is made anew when it is too old, or forgotten', () => {
  let nowMs = 0;
  let made = 0;
  const recent = new Recent(
    () => ++made,
    100,
    () => nowMs,
  );
  expect([recent.get(), recent.get()]).toEqual([1, 1]);
  nowMs = 99;
  expect(recent.get()).toBe(1);
  nowMs = 100;
  expect(recent.get()).toBe(2);
  recent.forget();
  expect(recent.get()).toBe(3);
});
