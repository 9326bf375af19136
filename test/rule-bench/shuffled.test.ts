import { expect, test } from 'vitest';
import { seededRandom } from '../../src/profiler/seeded-random.ts';
import { shuffled } from '../../src/rule-bench/shuffled.ts';

test('each order of three is as likely', () => {
  const random = seededRandom(3);
  const times = new Map<string, number>();
  for (let draw = 0; draw < 6_000; draw++) {
    const order = shuffled(3, random).join('');
    times.set(order, (times.get(order) ?? 0) + 1);
  }
  expect([...times.keys()].sort()).toEqual(['012', '021', '102', '120', '201', '210']);
  // The standard deviation is below 29.
  for (const count of times.values()) expect(Math.abs(count - 1_000)).toBeLessThan(200);
});

test('nothing and one thing have one order', () => {
  expect(shuffled(0, () => 0)).toEqual([]);
  expect(shuffled(1, () => 0)).toEqual([0]);
});
