import { join } from 'node:path';
import { PerformanceObserver } from 'node:perf_hooks';
import { afterEach, expect, test, vi } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import type { Rule } from '../../src/engine/rule.ts';
import { V8HeapSampler } from '../../src/profiler/memory/heap-sampler.ts';
import { V8CpuSampler } from '../../src/profiler/sampling/cpu-sampler.ts';
import { type ReplayOptions, replay } from '../../src/replay/replay.ts';
import { ruleFolder } from '../engine/pack/rule-folder.ts';
import { assembled, wasmRule } from '../engine/wasm/wat-rule.ts';
import { ruleOf } from '../support/rule.ts';
import { ecsLine } from './input/memory-stream.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

const MATCHES_ALL = '(module (memory 1) (func (export "pred_eval") (param i32) (result i32) i32.const 1))';
const ANSWERS_7 = '(module (func (export "pred_eval") (param i32) (result i32) i32.const 7))';

async function wat(text: string): Promise<Rule> {
  return wasmRule(await assembled(text), { limits: { maxFaults: 5 } });
}

/** A clock that has gone on by a nanosecond at each reading. */
function countingClock(): () => number {
  let nowNs = 0;
  return () => nowNs++;
}

function replayEvents(rules: readonly Rule[], events: number, options: Partial<ReplayOptions> = {}) {
  const lines = Array.from({ length: events }, (_, id) => `${ecsLine(id)}\n`);
  const folder = ruleFolder({ 'events.ndjson': lines.join('') });
  const path = join(folder, 'events.ndjson');
  return replay({
    rules,
    inputs: [{ name: 'events.ndjson', path, sizeBytes: undefined }],
    batchSize: 4,
    accounting: true,
    strict: true,
    clock: countingClock(),
    onAlert: () => {},
    onProblem: () => {},
    ...options,
  });
}

test.each([true, false])('faults are in the result, with accounting %s', async (accounting) => {
  const { faults, table } = await replayEvents([ruleOf('any where true'), await wat(ANSWERS_7)], 3, {
    accounting,
  });
  expect(faults.of(0)).toBeUndefined();
  expect(faults.of(1)).toMatchObject({
    first: { kind: 'bad-result', eventNumber: 1 },
    quarantine: undefined,
  });
  expect([...faults.of(1)!.countOfKind]).toEqual([['bad-result', 3]]);
  if (accounting) expect([...table!.errors]).toEqual([0, 3]);
  else expect(table).toBeUndefined();
});

test('limits that are given hold before those of the pack', async () => {
  const { faults } = await replayEvents([await wat(ANSWERS_7)], 9, { predicateLimits: { maxFaults: 2 } });
  expect(faults.of(0)!.quarantine).toMatchObject({ eventNumber: 2 });
});

test('the table says what rules of every kind hold', async () => {
  const sequence = 'sequence by user.name with maxspan=1h [process where true] [file where true]';
  const { table } = await replayEvents(
    [ruleOf('any where true'), ruleOf(sequence), await wat(MATCHES_ALL)],
    2,
  );
  const [eql, steps, wasm] = table!.memoryBytes as unknown as [number, number, number];
  expect(eql).toBe(table!.conditionBytes[0]);
  expect(steps).toBeGreaterThanOrEqual(table!.conditionBytes[1]!);
  expect(wasm).toBe(65_536);
});

test('a rule that saw no batch holds its conditions; what a program holds is not known', async () => {
  const { table } = await replayEvents([ruleOf('any where true'), await wat(MATCHES_ALL)], 0);
  expect([...table!.memoryBytes]).toEqual([table!.conditionBytes[0], Number.NaN]);
});

test('the time to compile or load is that of each rule', async () => {
  const { compileNs } = await replayEvents([ruleOf('any where true'), await wat(MATCHES_ALL)], 0);
  // One step of the clock to compile; one to load and one to give it its place in the engine.
  expect([...compileNs]).toEqual([1, 2]);
});

test('alerts carry captures where they were asked for', async () => {
  const text = `(module (import "kestrel" "capture_field" (func $capture (param i32) (result i32)))
    (func (export "pred_eval") (param i32) (result i32) i32.const 1)
    (func (export "pred_capture") (param i32) (result i32) (call $capture (i32.const 2))))`;
  const rule = wasmRule(await assembled(text), { fields: new Map([[2, { id: 2, path: 'id' }]]) });
  const captured = async (captures: boolean) => {
    const found: unknown[] = [];
    await replayEvents([rule], 2, { captures, onAlert: (alert) => found.push(alert.captures) });
    return found;
  };
  expect(await captured(true)).toEqual([{ id: 0 }, { id: 1 }]);
  expect(await captured(false)).toEqual([undefined, undefined]);
});

test('V8 is let go of also where no engine can be made', async () => {
  const stopSampling = vi.spyOn(V8CpuSampler.prototype, 'stop');
  const closeHeap = vi.spyOn(V8HeapSampler.prototype, 'close');
  const broken = { batchSize: -1, profile: { sampleIntervalUs: 1_000 } };
  await expect(replayEvents([ruleOf('any where true')], 1, broken)).rejects.toThrow(RangeError);
  expect(stopSampling).toHaveBeenCalledTimes(1);
  expect(closeHeap).toHaveBeenCalledTimes(1);
});

test('of two profiled replays at once the second is told, and the first is not disturbed', async () => {
  const profile = { sampleIntervalUs: 1_000 };
  const rules = [ruleOf('any where true')];
  const first = replayEvents(rules, 3, { profile });
  await expect(replayEvents(rules, 3, { profile })).rejects.toThrow(/use replayInWorker/);
  const unprofiled = await replayEvents(rules, 3);
  expect((await first).findings).toMatchObject({ sampling: {}, allocation: {} });
  expect([(await first).events, unprofiled.events]).toEqual([3, 3]);
  // Also after one that failed.
  await expect(replayEvents(rules, 1, { profile, batchSize: -1 })).rejects.toThrow(RangeError);
  expect((await replayEvents(rules, 3, { profile })).events).toBe(3);
});

test('a replay whose last alerts break something watches no garbage collection any more', async () => {
  const disconnect = vi.spyOn(PerformanceObserver.prototype, 'disconnect');
  const rules = [ruleOf('sequence with maxspan=1h [process where true] ![file where true]')];
  const onAlert = () => {
    throw new Error('the sink broke');
  };
  await expect(replayEvents(rules, 1, { onAlert })).rejects.toThrow('the sink broke');
  expect(disconnect).toHaveBeenCalledTimes(1);
});

test('what rules hold is freed at the end, and also when something breaks', async () => {
  const close = vi.spyOn(Engine.prototype, 'close');
  await replayEvents([await wat(MATCHES_ALL)], 1);
  expect(close).toHaveBeenCalledTimes(1);
  const onAlert = () => {
    throw new Error('the sink broke');
  };
  await expect(replayEvents([await wat(MATCHES_ALL)], 1, { onAlert })).rejects.toThrow('the sink broke');
  expect(close).toHaveBeenCalledTimes(2);
});

test.each([
  [false, true],
  [true, false],
])('a run that was stopped: %s, has its rules looked at afterwards: %s', async (isStopped, isLookedAt) => {
  const stop = new AbortController();
  const { findings, events } = await replayEvents([ruleOf('any where true')], 40, {
    censusSeed: 1,
    signal: stop.signal,
    afterBatch: () => {
      if (isStopped) stop.abort();
    },
  });
  expect(events).toBe(isStopped ? 4 : 40);
  expect(findings!.census !== undefined).toBe(isLookedAt);
});
