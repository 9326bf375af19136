import { expect, test } from 'vitest';
import { MetricsTable } from '../../../src/profiler/metrics-table.ts';
import { SeriesRecorder } from '../../../src/profiler/series/series-recorder.ts';
import { SeriesTable } from '../../../src/profiler/series/series-table.ts';

function recorder() {
  let nowNs = 5_000;
  const series = new SeriesRecorder(MetricsTable.create(1), SeriesTable.create(1), () => nowNs);
  series.begin();
  const batch = (events: number, lastEventNs?: bigint) => {
    nowNs += 100;
    series.afterBatch({ events, lastEvent: events + 7, lastEventNs });
  };
  return { series, batch };
}

test('a part ends when its last batch did, since the run began', () => {
  const { series, batch } = recorder();
  batch(256);
  batch(300);
  expect(series.findings()!.parts).toMatchObject([
    { events: 256, lastEvent: 263, timeNs: 100 },
    { events: 300, lastEvent: 307, timeNs: 200 },
  ]);
});

test('time that goes by without events is in the next part', () => {
  const { series, batch } = recorder();
  batch(0);
  expect(series.findings()!.parts).toEqual([]);
  batch(10);
  batch(10);
  expect(series.findings()!.parts).toMatchObject([{ events: 10, timeNs: 200 }]);
});

test('the event time of a part is the latest so far, of those that can be kept', () => {
  const { series, batch } = recorder();
  const times = [undefined, 50n, 40n, 60n, 2n ** 63n, undefined];
  for (const [at, lastEventNs] of times.entries()) batch(256 * (at + 1), lastEventNs);
  expect(series.findings()!.parts.map(({ eventTimeNs }) => eventTimeNs)).toEqual([
    undefined,
    50n,
    50n,
    60n,
    60n,
    60n,
  ]);
});
