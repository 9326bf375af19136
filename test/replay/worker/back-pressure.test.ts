import { expect, test } from 'vitest';
import { BackPressure } from '../../../src/replay/worker/back-pressure.ts';

test('waits when as many messages are under way as may be, until one was taken', async () => {
  const pressure = new BackPressure(2);
  expect(pressure.room()).toBeUndefined();
  pressure.sent();
  expect(pressure.room()).toBeUndefined();
  pressure.sent();
  const room = pressure.room()!.then(() => 'room');
  expect(await Promise.race([room, Promise.resolve('none')])).toBe('none');
  pressure.taken();
  expect(await room).toBe('room');
  expect(pressure.room()).toBeUndefined();
});
