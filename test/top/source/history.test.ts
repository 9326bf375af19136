import { expect, test } from 'vitest';
import { History } from '../../../src/top/source/history.ts';
import { liveSnapshot } from '../support/live-fixture.ts';

function snapshotAt(seconds: number, offered: number, memoryBytes: number | null) {
  return liveSnapshot({ takenAtNs: seconds * 1e9, figures: [{}, { offered, memoryBytes }] });
}

test('keeps memory at each snapshot and events per second in between', () => {
  const history = new History();
  history.add(snapshotAt(0, 0, null));
  history.add(snapshotAt(2, 1_000, 64));
  history.add(snapshotAt(3, 1_500, 128));
  expect(history.of(1)).toEqual({ memoryBytes: [null, 64, 128], eventsPerSecond: [500, 500] });
});

test('two snapshots of one moment have no rate', () => {
  const history = new History();
  history.add(snapshotAt(1, 0, 1));
  history.add(snapshotAt(1, 10, 1));
  expect(history.of(1).eventsPerSecond).toEqual([0]);
});

test('forgets the oldest', () => {
  const history = new History(3);
  for (let at = 0; at < 10; at++) history.add(snapshotAt(at, at, at));
  expect(history.of(1).memoryBytes).toEqual([7, 8, 9]);
});
