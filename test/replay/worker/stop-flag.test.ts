import { expect, test } from 'vitest';
import { StopFlag } from '../../../src/replay/worker/stop-flag.ts';

test('who has the same memory sees that it was raised', () => {
  const mine = new StopFlag();
  const theirs = new StopFlag(mine.buffer);
  expect(theirs.isRaised).toBe(false);
  mine.raise();
  expect(theirs.isRaised).toBe(true);
});
