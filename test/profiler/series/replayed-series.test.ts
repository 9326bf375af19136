import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { createMonotonicClock } from '../../../src/profiler/clock.ts';
import type { SeriesFindings } from '../../../src/profiler/series/series-findings.ts';
import { type ReplayOptions, replay } from '../../../src/replay/replay.ts';
import { replayInWorker } from '../../../src/replay/worker/replay-in-worker.ts';
import { ruleFolder } from '../../engine/pack/rule-folder.ts';
import { ecsLine } from '../../replay/input/memory-stream.ts';
import { FROM_SOURCE } from '../../replay/worker/from-source.ts';
import { ruleOf } from '../../support/rule.ts';

/** Threads start slowly on a busy machine. */
vi.setConfig({ testTimeout: 60_000 });

const EVENTS = 700;

function optionsFor(options: Partial<ReplayOptions> = {}) {
  const lines = Array.from({ length: EVENTS }, (_, id) => `${ecsLine(id)}\n`);
  const folder = ruleFolder({ 'events.ndjson': lines.join('') });
  return {
    rules: [ruleOf('any where true', { id: 'every' }), ruleOf('never where true', { id: 'none' })],
    inputs: [{ name: 'events.ndjson', path: join(folder, 'events.ndjson'), sizeBytes: undefined }],
    batchSize: 1_024,
    accounting: true,
    profile: { sampleIntervalUs: 1_000 },
    strict: false,
    clock: createMonotonicClock(),
    onAlert: () => {},
    onProblem: () => {},
    ...options,
  };
}

test.each([
  [1, [256, 512, EVENTS]],
  [100, [300, 600, EVENTS]],
  [256, [256, 512, EVENTS]],
  [1_024, [EVENTS]],
])(
  'a replay in batches of %i ends a part with the batch that fills it, and the last with the last event',
  async (batchSize, ends) => {
    const { findings, table } = await replay(optionsFor({ batchSize }));
    const { parts } = findings!.series!;
    expect(parts.map(({ events }) => events)).toEqual(ends);
    expect(parts.map(({ lastEvent }) => lastEvent)).toEqual(ends);
    for (const { events, totals } of parts) {
      if (totals === undefined) continue;
      expect([...totals.offered]).toEqual([events, 0]);
      expect([...totals.alerts]).toEqual([events, 0]);
    }
    expect([...table!.offered]).toEqual([EVENTS, 0]);
  },
);

test('a part has the number of its last event in the stream, whatever was left out before, and its time', async () => {
  const sinceNs = BigInt(Date.UTC(2024, 0, 1, 0, 0, 400)) * 1_000_000n;
  const { findings } = await replay(optionsFor({ sinceNs, batchSize: 256 }));
  expect(findings!.series!.parts).toMatchObject([
    { events: 256, lastEvent: 656, eventTimeNs: sinceNs + 255_000_000_000n },
    { events: 300, lastEvent: EVENTS, eventTimeNs: sinceNs + 299_000_000_000n },
  ]);
});

test('without profiling there is none', async () => {
  const { profile: _, ...options } = optionsFor();
  expect((await replay(options)).findings!.series).toBeUndefined();
});

test('a run in a thread of its own tells it while it goes on, and at the end', async () => {
  const { clock: _clock, onProblem: _onProblem, ...options } = optionsFor({ batchSize: 100 });
  const seen: (SeriesFindings | undefined)[] = [];
  const run = replayInWorker(
    {
      ...options,
      afterAlerts: () => {
        seen.push(run.soFar().findings!.series);
      },
    },
    FROM_SOURCE,
  );
  const { findings } = await run.result;
  const counts = seen.map((series) => series!.parts.at(-1)!.events);
  expect(counts.length).toBeGreaterThan(0);
  expect(counts).toEqual(counts.toSorted((left, right) => left - right));
  expect(findings!.series!.parts.at(-1)!.events).toBe(EVENTS);
  expect(findings!.series).toEqual(run.metrics.series.read());
});
