import { describe, expect, test } from 'vitest';
import { ColumnStore } from '../../../src/engine/batch/column-store.ts';
import { ecsVocabulary } from '../../../src/engine/events/ecs-vocabulary.ts';
import type { EventRecord } from '../../../src/engine/events/field-value.ts';
import { momentOf, nanosecondsOf } from '../../../src/engine/events/timestamp.ts';
import { EventClock } from '../../../src/engine/sequence/event-clock.ts';
import { EventTimeReader, noEventTimes } from '../../../src/engine/sequence/event-times.ts';
import { runEngine } from '../../support/run-engine.ts';
import { at, timeless } from './events.ts';

const WINDOW_MS = 1_000;

function clockOver(records: readonly EventRecord[]): EventClock {
  const store = new ColumnStore(records.length);
  const column = store.column({ path: '@timestamp', folded: false });
  const times = noEventTimes(records.length);
  store.beginBatch(ecsVocabulary);
  new EventTimeReader(column, records.length).readAll(records, times);
  const clock = new EventClock(records.length, WINDOW_MS);
  clock.read({ times, eventNumbers: records.map((_, index) => index + 1) });
  return clock;
}

const BEGIN_MS = Date.UTC(2024, 2, 1);
const watermarks = (clock: EventClock) => [...clock.watermarkMs].map((ms) => ms - BEGIN_MS);

test('waits for the window behind the newest event', () => {
  const clock = clockOver([at(5_000, 'a'), at(4_500, 'a'), timeless('a'), at(6_000, 'a')]);
  expect(watermarks(clock)).toEqual([4_000, 4_000, 4_000, 5_000]);
  expect([0, 1, 2, 3].map((row) => clock.isLate(row))).toEqual([false, false, false, false]);
  expect(clock.place(2)).toBeUndefined();
  expect(clock.place(3)).toEqual({ ms: BEGIN_MS + 6_000, subMsNs: 0, number: 4 });
  expect(clock.place(3)).toBe(clock.place(3));
});

test('an event just at the edge of the window is not late, one before it is', () => {
  const clock = clockOver([at(5_000, 'a'), at(4_000, 'a'), at(3_999, 'a'), at(5_001, 'a')]);
  expect([0, 1, 2, 3].map((row) => clock.isLate(row))).toEqual([false, false, true, false]);
  expect(clock.turns).toEqual([{ row: 3, kind: 'caught-up' }]);
});

test('finds the row by which a moment was passed', () => {
  const clock = clockOver([at(1_000, 'a'), at(2_000, 'a'), at(3_000, 'a')]);
  const rowBeyond = (ms: number) => clock.firstRowBeyond(BEGIN_MS + ms, 0, 2);
  expect([-1, 0, 999, 1_000, 1_999, 2_000].map(rowBeyond)).toEqual([0, 1, 1, 2, 2, 2]);
});

describe('when time goes back for good', () => {
  const earlier = Array.from({ length: 70 }, (_, index) => at(100 + index, 'a'));

  test('the clock follows, at the 64th late event in a row', () => {
    const clock = clockOver([at(50_000, 'a'), ...earlier]);
    expect(clock.turns).toEqual([{ row: 64, kind: 'set-back' }]);
    expect(watermarks(clock)[63]).toBe(49_000);
    expect(watermarks(clock)[64]).toBe(163 - WINDOW_MS);
  });

  test('one event in time is enough to stay', () => {
    const clock = clockOver([
      at(50_000, 'a'),
      ...earlier.slice(0, 40),
      at(50_000, 'a'),
      ...earlier.slice(40),
    ]);
    expect(clock.turns).toEqual([{ row: 41, kind: 'caught-up' }]);
  });

  test.each([1, 7, 64, 1024])(
    'sequences of an earlier recording are found, in batches of %i',
    (batchSize) => {
      const recording = (startMs: number) => [
        at(startMs, 'a'),
        ...Array.from({ length: 70 }, (_, index) => at(startMs + 1 + index, 'c')),
        at(startMs + 90, 'b'),
      ];
      const hours = 3_600_000;
      const records = [...recording(48 * hours), ...recording(24 * hours), ...recording(0)];
      const found = runEngine(records, ['sequence with maxspan=1m [a where true] [b where true]'], {
        batchSize,
      });
      expect(found.map(([, events]) => events)).toEqual([
        [1, 72],
        [73, 144],
        [145, 216],
      ]);
    },
  );

  test('what was begun in the later recording does not go on in the earlier', () => {
    const records = [at(50_000_000, 'a'), ...earlier.map((event) => ({ ...event, 'event.category': 'b' }))];
    expect(runEngine(records, ['sequence [a where true] [b where true]'])).toEqual([]);
  });
});

test('moments before 1970 are told to the nanosecond', () => {
  for (const timeNs of [-1n, -1_000_000n, -1_000_001n, 0n, 1n, 1_709_251_200_000_000_001n]) {
    const moment = momentOf(timeNs);
    expect(moment.subMsNs).toBeGreaterThanOrEqual(0);
    expect(moment.subMsNs).toBeLessThan(1_000_000);
    expect(nanosecondsOf(moment)).toBe(timeNs);
  }
});
