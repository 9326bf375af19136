import { execFileSync } from 'node:child_process';
import { getEventListeners } from 'node:events';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { Alert } from '../../../src/engine/alert.ts';
import type { WorkerReplayOptions } from '../../../src/replay/worker/engine-run.ts';
import { EngineThread, type EngineThreadSettings } from '../../../src/replay/worker/engine-thread.ts';
import { replayInWorker } from '../../../src/replay/worker/replay-in-worker.ts';
import { ruleFolder } from '../../engine/pack/rule-folder.ts';
import { ruleOf } from '../../support/rule.ts';
import { ecsLine } from '../input/memory-stream.ts';
import { ALERT, EVENTS } from './doubles/answer-run.ts';
import { FROM_SOURCE, startsWith } from './from-source.ts';

/** Threads start slowly on a busy machine. */
vi.setConfig({ testTimeout: 60_000 });

function optionsFor(events: number, options: Partial<WorkerReplayOptions> = {}): WorkerReplayOptions {
  const lines = Array.from({ length: events }, (_, id) => `${ecsLine(id)}\n`);
  const folder = ruleFolder({ 'events.ndjson': lines.join('') });
  return {
    rules: [ruleOf('any where true')],
    inputs: [{ name: 'events.ndjson', path: join(folder, 'events.ndjson'), sizeBytes: undefined }],
    batchSize: 4,
    accounting: true,
    strict: false,
    onAlert: () => {},
    ...options,
  };
}

function double(name: string): EngineThreadSettings {
  return startsWith(new URL(`./doubles/${name}.ts`, import.meta.url));
}

test('hands over alerts, problems and adapters, and the whole result', async () => {
  const folder = ruleFolder({ 'e.ndjson': `${ecsLine(0)}\nbroken\n${ecsLine(1)}\nbroken\n` });
  const inputs = [{ name: 'e.ndjson', path: join(folder, 'e.ndjson'), sizeBytes: 99 }];
  const alerts: Alert[] = [];
  const adapters: unknown[] = [];
  const run = replayInWorker(
    optionsFor(0, {
      inputs,
      onAlert: (alert) => alerts.push(alert),
      onAdapter: (input, adapter) => adapters.push([input.name, adapter]),
    }),
    FROM_SOURCE,
  );
  const result = await run.result;
  expect(alerts.map(({ events }) => events)).toEqual([[1], [2]]);
  expect(adapters).toEqual([['e.ndjson', 'ecs']]);
  expect(result).toMatchObject({ events: 2, crash: undefined, stoppedBy: undefined });
  expect(result.problems).toMatchObject([{ code: 'invalid-json', count: 2 }]);
  expect(result.table!.alerts[0]).toBe(2);
  expect(result.compileNs[0]).toBeGreaterThan(0);
  expect(run.metrics.progress).toMatchObject({ state: 'done', figures: { events: 2, bytesTotal: 99 } });
});

test('what ended it early under strict is in the result', async () => {
  const inputs = [{ name: 'gone', path: '/nowhere/gone.ndjson', sizeBytes: undefined }];
  const { result } = replayInWorker(optionsFor(0, { inputs, strict: true }), FROM_SOURCE);
  expect(await result).toMatchObject({ stoppedBy: { code: 'unreadable', file: 'gone' }, events: 0 });
});

test('without accounting there is no table', async () => {
  const { result } = replayInWorker(optionsFor(3, { accounting: false }), FROM_SOURCE);
  expect(await result).toMatchObject({ table: undefined, events: 3 });
});

test('what was timed is told while the run goes on, without what only its thread knows', async () => {
  const profile = { sampleIntervalUs: 1_000 };
  const run = replayInWorker(optionsFor(600, { profile, batchSize: 64 }), FROM_SOURCE);
  const { findings } = await run.result;
  const { latency } = run.soFar().findings!;
  expect(latency!.description).toBeNull();
  expect(latency!.rules).toEqual(findings!.latency!.rules);
  expect(latency!.rules[0]!.coldNs).not.toBeNull();
  const unprofiled = replayInWorker(optionsFor(3), FROM_SOURCE);
  await unprofiled.result;
  expect(unprofiled.soFar().findings).toBeUndefined();
});

test('the engine waits while alerts are not taken', async () => {
  let release = (): void => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let alerts = 0;
  const run = replayInWorker(
    optionsFor(400, { onAlert: () => alerts++, afterAlerts: () => held }),
    FROM_SOURCE,
  );
  const { progress } = run.metrics;
  await vi.waitFor(() => expect(progress.figures.events).toBe(8 * 4), { timeout: 60_000 });
  // A hundred batches would be done in a fraction of this.
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(progress.figures.events).toBe(8 * 4);
  expect(alerts).toBe(4);
  release();
  expect((await run.result).events).toBe(400);
  expect(alerts).toBe(400);
});

test('stops after the batch at hand when it is asked to', async () => {
  const stop = new AbortController();
  const { result } = replayInWorker(
    optionsFor(4_000, { signal: stop.signal, onAlert: () => stop.abort() }),
    FROM_SOURCE,
  );
  const { events, crash } = await result;
  expect(crash).toBeUndefined();
  expect(events).toBeGreaterThan(0);
  expect(events).toBeLessThan(4_000);
});

test('does nothing where it was stopped before', async () => {
  const { result } = replayInWorker(optionsFor(8, { signal: AbortSignal.abort() }), FROM_SOURCE);
  expect(await result).toMatchObject({ events: 0, crash: undefined });
});

test('lets go of the signal at the end', async () => {
  const { signal } = new AbortController();
  await replayInWorker(optionsFor(1, { signal }), FROM_SOURCE).result;
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

test.skipIf(process.platform === 'win32')(
  'a named pipe leaves the files of other threads alone',
  async () => {
    const folder = ruleFolder({});
    const pipes = ['first', 'second'].map((name) => join(folder, name));
    execFileSync('mkfifo', pipes);
    const inputs = pipes.map((path) => ({ name: path, path, sizeBytes: undefined }));
    const another = () => open(join(folder, 'other'), 'w');
    const lowest = await another();
    const run = replayInWorker(optionsFor(0, { inputs }), FROM_SOURCE);
    const first = await open(pipes[0]!, 'w');
    await first.writeFile(`${ecsLine(0)}\n`);
    // The second pipe gets this number, so that of the first is free when it is closed.
    await lowest.close();
    await first.close();
    const second = await open(pipes[1]!, 'w');
    const others = await Promise.all(Array.from({ length: 16 }, another));
    await second.writeFile(`${ecsLine(1)}\n`);
    await second.close();
    try {
      expect(await run.result).toMatchObject({ events: 2 });
      for (const other of others) await expect(other.stat()).resolves.toBeDefined();
    } finally {
      await Promise.all(others.map((other) => other.close().catch(() => undefined)));
    }
  },
);

test('what a callback throws ends the run and rejects the result', async () => {
  const onAlert = (): void => {
    throw new Error('the sink broke');
  };
  const { result } = replayInWorker(optionsFor(400, { onAlert }), FROM_SOURCE);
  await expect(result).rejects.toThrow('the sink broke');
});

test('options that cannot be sent are refused', async () => {
  const unsendable = { lua: (() => {}) as never };
  expect(() => replayInWorker(optionsFor(1, unsendable), FROM_SOURCE)).toThrow('could not be cloned');
});

test.each([
  ['throws', { kind: 'error', reason: 'the sky fell' }],
  ['exits', { kind: 'exit', reason: 'its thread ended with code 3' }],
  ['eats-memory', { kind: 'out-of-memory', reason: 'its thread needed more memory than Node gives it' }],
])('an engine that breaks leaves what it had done: %s', async (name, crash) => {
  const alerts: Alert[] = [];
  const limits = { resourceLimits: { maxOldGenerationSizeMb: 64 } };
  const run = replayInWorker(optionsFor(0, { onAlert: (alert) => alerts.push(alert) }), {
    ...double(name),
    ...(name === 'eats-memory' && limits),
  });
  const result = await run.result;
  expect(result.crash).toEqual(crash);
  expect(alerts).toEqual([ALERT]);
  expect(result).toMatchObject({
    events: EVENTS,
    progress: { bytesRead: 100, bytesTotal: 1_000, events: 9 },
    wallTimeNs: 1_000,
    firstEventNs: 1n,
    lastEventNs: 5n,
    findings: undefined,
  });
  expect([...result.table!.alerts]).toEqual([1]);
  expect(run.metrics.progress.state).toBe('failed');
});

test('an engine that does not come back can be ended, which is no crash', async () => {
  let run: ReturnType<typeof replayInWorker> | undefined;
  run = replayInWorker(optionsFor(0, { afterAlerts: () => run!.terminate() }), double('loops'));
  expect(await run.result).toMatchObject({ events: EVENTS, crash: undefined });
});

test('a thread that has told its result is not waited for', async () => {
  const { result } = replayInWorker(optionsFor(0), double('lingers'));
  expect(await result).toMatchObject({ events: 8, wallTimeNs: 2_000, crash: undefined });
});

test('a thread that cannot start is a crash', async () => {
  const { result } = replayInWorker(optionsFor(0), { entry: new URL('file:///nowhere/engine.mjs') });
  const { crash, events } = await result;
  expect(crash).toMatchObject({ kind: 'error', reason: expect.stringContaining('Cannot find module') });
  expect(events).toBe(0);
});

test('a thread that got no work can be closed', async () => {
  await expect(new EngineThread(FROM_SOURCE).close()).resolves.toBeUndefined();
});
