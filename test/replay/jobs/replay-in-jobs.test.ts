import { statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test, vi } from 'vitest';
import type { Alert } from '../../../src/engine/alert.ts';
import { loadPack } from '../../../src/engine/pack/load-pack.ts';
import { isEqlRule } from '../../../src/engine/rule.ts';
import { threadsWallNs } from '../../../src/profiler/jobs-findings.ts';
import type { StreamInput } from '../../../src/replay/input/stream-input.ts';
import type { WorkerReplayOptions, WorkerReplayResult } from '../../../src/replay/worker/engine-run.ts';
import { replayInWorker } from '../../../src/replay/worker/replay-in-worker.ts';
import { ruleFolder } from '../../engine/pack/rule-folder.ts';
import { EVENTS_FILE, RULES_FOLDER } from '../../fixtures/fixture-files.ts';
import { ruleOf } from '../../support/rule.ts';
import { ecsLine } from '../input/memory-stream.ts';
import { FROM_SOURCE, startsWith } from '../worker/from-source.ts';

/** Threads start slowly on a busy machine. */
vi.setConfig({ testTimeout: 120_000 });

const LANE = startsWith(new URL('../../../src/replay/jobs/lane-worker.ts', import.meta.url)).entry!.href;
const double = (name: string) => startsWith(new URL(`./doubles/${name}.ts`, import.meta.url)).entry!.href;

function file(path: string): StreamInput {
  return { name: path, path, sizeBytes: statSync(path).size };
}

function recording(events: number): StreamInput {
  const lines = Array.from({ length: events }, (_, id) => `${ecsLine(id)}\n`);
  const folder = ruleFolder({ 'events.ndjson': lines.join('') });
  return { ...file(join(folder, 'events.ndjson')), name: 'events.ndjson' };
}

async function run(
  options: Partial<WorkerReplayOptions> & Pick<WorkerReplayOptions, 'rules' | 'inputs'>,
): Promise<WorkerReplayResult & { readonly found: Alert[] }> {
  const found: Alert[] = [];
  const onAlert = (alert: Alert) => found.push(alert);
  const whole = { batchSize: 64, accounting: true, strict: false, onAlert, ...options };
  const result = await replayInWorker(whole, FROM_SOURCE).result;
  return { ...result, found };
}

const jobs = (count: number, portionBytes = 1_000) => ({ count, portionBytes, entry: LANE });

test('three threads find what one finds in the demo recording, and account for all their time', async () => {
  const rules = (await loadPack([RULES_FOLDER])).rules.filter(isEqlRule);
  const inputs = [file(EVENTS_FILE)];
  const one = await run({ rules, inputs });
  const three = await run({ rules, inputs, jobs: jobs(3, 100_000) });

  expect(one.found.length).toBeGreaterThan(100);
  expect(rules.some(({ kind }) => kind === 'sequence')).toBe(true);
  expect(three.found).toEqual(one.found);
  expect(three).toMatchObject({
    crash: undefined,
    events: one.events,
    progress: one.progress,
    problems: one.problems,
    firstEventNs: one.firstEventNs,
    lastEventNs: one.lastEventNs,
    jobs: { asked: 3, used: 3, portions: 28 },
  });
  const counts = ['offered', 'evaluations', 'matches', 'alerts', 'stepEvaluations', 'stepMatches'] as const;
  for (const column of counts) expect([...three.table![column]], column).toEqual([...one.table![column]]);
  expect([...three.table!.lastHitNs]).toEqual([...one.table!.lastHitNs]);

  const { threads } = three.jobs!;
  expect(threads.map(({ task }) => task)).toEqual(['read', 'read', 'read', 'settle']);
  const reading = threads.filter(({ task }) => task === 'read');
  expect(reading.reduce((sum, { events }) => sum + events, 0)).toBe(one.events);
  expect(reading.reduce((sum, { portions }) => sum + portions, 0)).toBe(28);
  const billedNs = three.table!.spansNs.reduce((sum, spanNs) => sum + spanNs, 0);
  // How close they are depends on the machine; that no thread is left out does not.
  const share = billedNs / threadsWallNs(three.jobs!);
  expect(share).toBeGreaterThan(0.8);
  expect(share).toBeLessThan(1.2);
});

test('problems keep the lines they have in their file', async () => {
  const lines = Array.from({ length: 60 }, (_, id) => (id % 20 === 19 ? 'broken' : ecsLine(id)));
  const folder = ruleFolder({ 'e.ndjson': lines.join('\n') });
  const inputs = [{ ...file(join(folder, 'e.ndjson')), name: 'e.ndjson' }];
  const { problems, jobs: used } = await run({
    rules: [ruleOf('any where true')],
    inputs,
    jobs: jobs(2, 200),
  });
  expect(used!.used).toBe(2);
  expect(problems).toMatchObject([{ code: 'invalid-json', count: 3 }]);
  expect(problems[0]!.first.map(({ line }) => line)).toEqual([20, 40, 60]);
});

test('without accounting there is no table', async () => {
  const rules = [ruleOf('any where true')];
  const result = await run({ rules, inputs: [recording(100)], jobs: jobs(2), accounting: false });
  expect(result).toMatchObject({ table: undefined, findings: undefined, events: 100, jobs: { used: 2 } });
});

test('there are no more threads than portions', async () => {
  const rules = [ruleOf('any where true')];
  const { jobs: used, found } = await run({ rules, inputs: [recording(100)], jobs: jobs(5, 6_000) });
  expect(used).toMatchObject({ asked: 5, used: 2, portions: 2 });
  expect(found).toHaveLength(100);
});

const lua = async () =>
  (await loadPack([RULES_FOLDER])).rules.filter(({ kind }) => kind === 'lua').slice(0, 1);
const compressed = (): StreamInput => {
  const text = Array.from({ length: 500 }, (_, id) => `${ecsLine(id)}\n`).join('');
  const folder = ruleFolder({ 'e.ndjson.gz': gzipSync(text) });
  return { ...file(join(folder, 'e.ndjson.gz')), name: 'e.ndjson.gz' };
};

test.each<[string, () => Promise<Partial<WorkerReplayOptions>> | Partial<WorkerReplayOptions>, RegExp]>([
  ['a Lua rule', async () => ({ rules: await lua() }), /Lua or Wasm rules/],
  ['--strict', () => ({ strict: true }), /--strict/],
  ['--limit', () => ({ limit: 1_000 }), /--limit/],
  ['a short recording', () => ({ jobs: jobs(2, 1_000_000) }), /too short/],
  ['a compressed one', () => ({ inputs: [compressed()] }), /e\.ndjson\.gz cannot be cut/],
  ['what is no file', () => ({ inputs: [{ ...recording(500), sizeBytes: undefined }] }), /no regular file/],
])('one thread does everything, and says why: %s', async (_, special, reason) => {
  const plain = { rules: [ruleOf('any where true')], inputs: [recording(500)], jobs: jobs(2) };
  const { jobs: used, events, crash } = await run({ ...plain, ...(await special()) });
  expect({ events, crash }).toEqual({ events: 500, crash: undefined });
  expect(used).toMatchObject({ asked: 2, used: 1, threads: [], reason: expect.stringMatching(reason) });
});

test.each([
  ['throws', 'the sky fell'],
  ['exits', 'its thread ended with code 3'],
])('a thread that breaks ends the run, and is named: %s', async (name, reason) => {
  const rules = [ruleOf('any where true')];
  const broken = { ...jobs(2), entry: double(name) };
  const { crash, events } = await run({ rules, inputs: [recording(200)], jobs: broken });
  expect(crash).toEqual({
    kind: 'error',
    reason: expect.stringMatching(new RegExp(`reading thread \\d broke down: ${reason}`)),
  });
  expect(events).toBe(0);
});

test('stops after the batch at hand when it is asked to', async () => {
  const stop = new AbortController();
  const {
    events,
    crash,
    jobs: used,
  } = await run({
    rules: [ruleOf('any where true')],
    inputs: [recording(4_000)],
    batchSize: 1,
    jobs: jobs(2),
    signal: stop.signal,
    onAlert: () => stop.abort(),
  });
  expect({ crash, used: used?.used }).toEqual({ crash: undefined, used: 2 });
  expect(events).toBeGreaterThan(0);
  expect(events).toBeLessThan(4_000);
});

test('does nothing where it was stopped before', async () => {
  const rules = [ruleOf('any where true')];
  const stopped = { signal: AbortSignal.abort(), jobs: jobs(2) };
  expect(await run({ rules, inputs: [recording(200)], ...stopped })).toMatchObject({
    crash: undefined,
    found: [],
  });
});

test('threads wait for a slow writer', async () => {
  let release = (): void => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const found: Alert[] = [];
  const going = replayInWorker(
    {
      rules: [ruleOf('any where true')],
      inputs: [recording(2_000)],
      batchSize: 1,
      accounting: true,
      strict: false,
      jobs: jobs(2, 400),
      onAlert: (alert) => found.push(alert),
      afterAlerts: () => held,
    },
    FROM_SOURCE,
  );
  const { metrics } = going;
  await vi.waitFor(() => expect(found.length).toBeGreaterThan(0), { timeout: 60_000 });
  // All of it would be done in a fraction of this.
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(metrics.rules.evaluations[0]).toBeLessThan(2_000);
  release();
  expect((await going.result).events).toBe(2_000);
  expect(found).toHaveLength(2_000);
});
