import { expect, it } from 'vitest';
import { Engine } from '../../../src/engine/engine.ts';
import { ecsVocabulary } from '../../../src/engine/events/ecs-vocabulary.ts';
import { loadPredicates } from '../../../src/engine/predicate/load-predicates.ts';
import { createMonotonicClock } from '../../../src/profiler/clock.ts';
import { SamplingProfiler } from '../../../src/profiler/sampling/sampling-profiler.ts';
import { assembled, wasmRule } from '../../engine/wasm/wat-rule.ts';

/** Counts down from a number; `third` from a large one. */
const MODULE = `(module
  (memory (export "memory") 1)
  (func $first (result i32) (call $count (i32.const 2)))
  (func $second (result i32) (call $count (i32.const 2)))
  (func $third (result i32) (local $left i32)
    (local.set $left (i32.const 4000))
    (loop $again
      (local.set $left (i32.sub (local.get $left) (i32.const 1)))
      (br_if $again (local.get $left)))
    (local.get $left))
  (func $count (param $left i32) (result i32)
    (loop $again
      (local.set $left (i32.sub (local.get $left) (i32.const 1)))
      (br_if $again (local.get $left)))
    (local.get $left))
  (func (export "pred_eval") (param $event i32) (result i32)
    (i32.add (i32.add (call $first) (call $second)) (call $third))))`;
const ROUNDS = 400;

const records = Array.from({ length: 256 }, () => ({ event: { category: 'process' } }));
const batch = { vocabulary: ecsVocabulary, records, eventNumbers: records.map((_, at) => at + 1) };

it('V8 sees the function of a module that takes the time', { timeout: 60_000 }, async () => {
  const rules = [wasmRule(await assembled(MODULE))];
  const settings = { sampleIntervalUs: 200, keepTrace: false };
  const profiler = new SamplingProfiler(rules, settings, createMonotonicClock());
  await profiler.start();
  const predicates = await loadPredicates(rules, { lua: 'wasmoon', limits: {}, keepCaptures: false });
  const engine = new Engine(rules, { predicates });
  profiler.begin(engine.scripts);
  for (let round = 0; round < ROUNDS; round++) engine.run(batch, () => {});
  const findings = await profiler.stop();
  engine.close();
  expect(findings.rules[0]!.hotSpots[0]).toMatchObject({ kind: 'function', text: 'third', line: null });
});
