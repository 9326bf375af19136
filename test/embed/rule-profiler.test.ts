import { afterEach, expect, test, vi } from 'vitest';
import { RuleProfiler } from '../../src/embed/rule-profiler.ts';
import type { EventBatch } from '../../src/engine/batch/event-batch.ts';
import { Engine } from '../../src/engine/engine.ts';
import { ecsVocabulary } from '../../src/engine/events/ecs-vocabulary.ts';
import { timestampNs } from '../../src/engine/events/timestamp.ts';
import { Instruments } from '../../src/profiler/instruments.ts';
import { at } from '../engine/sequence/events.ts';
import { ruleOf } from '../support/rule.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const RULES = [ruleOf('any where true', { id: 'every' }), ruleOf('a where true', { id: '__proto__' })];

function batch(first: number, ...categories: string[]): EventBatch {
  return {
    vocabulary: ecsVocabulary,
    records: categories.map((category, index) => at(first + index, category)),
    eventNumbers: categories.map((_, index) => first + index),
  };
}

test('measures an engine that others run, batch by batch', async () => {
  const profiler = await RuleProfiler.start(RULES);
  const engine = new Engine(RULES);
  expect(() => profiler.probe).toThrow('call begin(engine) first');
  profiler.begin(engine);
  const run = (events: EventBatch, bytes?: number) => {
    engine.run(events, () => {}, profiler.probe);
    profiler.afterBatch(events, bytes);
  };
  run(batch(1, 'a', 'b'));
  expect(profiler.getMetrics('every')).toMatchObject({ offered: 2, alerts: 2 });
  run(batch(3, 'a'), 500);
  expect(profiler.getMetrics('__proto__')).toMatchObject({ offered: 2, alerts: 2 });
  expect(profiler.getMetrics('constructor')).toBeUndefined();
  expect(profiler.getAllMetrics().map(({ ruleId }) => ruleId)).toEqual(['every', '__proto__']);
  expect(profiler.getMetrics('every')!.cpuTimeNs).toBeGreaterThan(0);
  expect(profiler.metrics.progress.figures).toMatchObject({
    events: 3,
    bytesRead: 500,
    bytesTotal: undefined,
    firstEventNs: timestampNs(String(at(1, 'a')['@timestamp'])),
    lastEventNs: timestampNs(String(at(3, 'a')['@timestamp'])),
  });
  expect(profiler.final).toBeUndefined();
  await profiler.stop();
  expect(profiler.getMetrics('every')).toMatchObject({ alerts: 3 });
  expect(profiler.soFar()).toBe(profiler.final);
  expect(profiler.final!.findings.memory).toBeDefined();
});

test('all time since the beginning is billed, at any moment that is asked about', async () => {
  let nowNs = 0;
  const clock = () => (nowNs += 10);
  const profiler = await RuleProfiler.start(RULES, { clocks: { clock, wallClock: () => nowNs } });
  const engine = new Engine(RULES);
  profiler.begin(engine);
  const billedNs = () => profiler.metrics.rules.spansNs.reduce((sum, spanNs) => sum + spanNs, 0);
  for (let turn = 0; turn < 3; turn++) {
    const events = batch(turn, 'a');
    engine.run(events, () => {}, profiler.probe);
    profiler.afterBatch(events);
    nowNs += 1_000;
    const { wallTimeNs } = profiler.soFar();
    // The first reading of the clock of the accounts comes after that of the wall clock.
    expect(billedNs()).toBe(wallTimeNs - 10);
    expect(profiler.metrics.progress.figures.wallTimeNs).toBe(wallTimeNs);
  }
  expect(profiler.metrics.rules.phaseNs[0]).toBeGreaterThanOrEqual(3_000);
  await profiler.stop();
});

test('time is that of whoever is said to have it', async () => {
  let nowNs = 0;
  const clock = () => nowNs;
  const profiler = await RuleProfiler.start(RULES, { clocks: { clock, wallClock: clock } });
  profiler.begin(new Engine(RULES));
  profiler.soFar('collect');
  nowNs += 700;
  profiler.soFar();
  const [, , , , , collectNs] = profiler.metrics.rules.phaseNs;
  expect(collectNs).toBe(700);
  await profiler.stop();
});

test('without being asked to, V8’s profilers are left alone and lines of Lua are not watched', async () => {
  const profiler = await RuleProfiler.start(RULES);
  profiler.begin(new Engine(RULES));
  expect(profiler.lines).toBeUndefined();
  await profiler.stop();
  expect(Object.keys(profiler.final!.findings).toSorted()).toEqual([
    'fields',
    'gc',
    'latency',
    'memory',
    'scheduling',
    'series',
  ]);
});

test('with them on, what V8 keeps is taken while no events come, until the stop', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const read = vi.spyOn(Instruments.prototype, 'afterBatch');
  const profiler = await RuleProfiler.start(RULES, { profile: { sampleIntervalUs: 1_000 } });
  profiler.begin(new Engine(RULES));
  vi.advanceTimersByTime(25_000);
  expect(read).toHaveBeenCalledTimes(2);
  await profiler.stop();
  vi.advanceTimersByTime(25_000);
  expect(read).toHaveBeenCalledTimes(2);
  expect(profiler.final!.findings.sampling).toBeDefined();
});

test('may be stopped before it has begun', async () => {
  const profiler = await RuleProfiler.start(RULES);
  await profiler.stop();
  expect(profiler.final).toMatchObject({ wallTimeNs: 0 });
});
