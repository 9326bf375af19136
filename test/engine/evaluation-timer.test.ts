import { describe, expect, it } from 'vitest';
import type { Alert } from '../../src/engine/alert.ts';
import { Engine } from '../../src/engine/engine.ts';
import { ecsVocabulary } from '../../src/engine/events/ecs-vocabulary.ts';
import type { LuaRuntime } from '../../src/engine/lua/lua-runtime.ts';
import { loadPredicates } from '../../src/engine/predicate/load-predicates.ts';
import type { RuleFault } from '../../src/engine/predicate/predicate-fault.ts';
import type { LuaRule, Rule } from '../../src/engine/rule.ts';
import { RecordingProbe } from '../support/recording-probe.ts';
import { ruleOf } from '../support/rule.ts';
import { TimingProbe } from '../support/timing-probe.ts';
import { assembled, wasmRule } from './wasm/wat-rule.ts';

const SEEDS = [1, 2, 3, 4, 5, 6];

const EVENTS = Array.from({ length: 600 }, (_, n) => ({
  '@timestamp': new Date(1_700_000_000_000 + n * 100).toISOString(),
  event: { category: n % 3 === 0 ? 'file' : 'process', type: 'start', action: `a${n % 5}` },
  process: { name: `p${(n * n) % 13}.exe`, pid: n, command_line: `run ${'x'.repeat(n % 40)} --n ${n % 17}` },
  host: { id: `h${n % 4}`, os: { type: 'linux' } },
}));

const EQL = [
  'process where event.type == "start" and process.name : "P1*" and process.command_line regex~ ".*x{3,} --n 1[0-5]"',
  'any where process.pid > 300 and process.command_line like~ "*--n 7*"',
  'file where true',
  'sequence by host.id with maxspan=5s [process where process.name == "p1.exe"] [file where process.pid > 10]',
  'sequence by host.id with maxspan=2s [any where process.name : "p3*"] ![file where process.name == "p4.exe"] [process where true]',
  'sample by host.id [process where process.name == "p9.exe"] [file where process.name == "p10.exe"]',
  'process where process.name != "p0.exe" | tail 7',
];

/** Remembers, captures, and its answers depend on the addresses of what it allocates. */
const LUA_OF_STATE = `
  local kept, n = {}, 0
  function pred_eval(event)
    n = n + 1
    kept[n % 7] = { n, kestrel.event_get_str(event, 'process.name') }
    return n % 3 == 0 or tostring(kept[n % 7]):byte(-1) % 5 == 0
  end
  function pred_capture() return { n = n, name = kept[n % 7][2] } end`;

const LUA_THAT_FAILS = `
  local n = 0
  function pred_eval(event)
    n = n + 1
    if n % 50 == 0 then error('fault ' .. n) end
    if n % 70 == 0 then return 'neither' end
    return n % 11 == 0
  end`;

/** Counts events in its memory; every seventh matches, every hundredth traps. */
const WAT_OF_STATE = `(module
  (memory (export "memory") 1)
  (func (export "pred_eval") (param i32) (result i32)
    (i32.store (i32.const 0) (i32.add (i32.load (i32.const 0)) (i32.const 1)))
    (if (i32.eqz (i32.rem_u (i32.load (i32.const 0)) (i32.const 100))) (then (unreachable)))
    (i32.eqz (i32.rem_u (i32.load (i32.const 0)) (i32.const 7)))))`;

async function predicateRules(): Promise<Rule[]> {
  const wasm = wasmRule(await assembled(WAT_OF_STATE));
  const { module: _, ...header } = wasm;
  const lua = (text: string): LuaRule => ({ ...header, kind: 'lua', text, file: 'rule.lua' });
  return [lua(LUA_OF_STATE), wasm, lua(LUA_THAT_FAILS)];
}

async function run(rules: readonly Rule[], probe: RecordingProbe, lua: LuaRuntime = 'wasmoon') {
  const predicates = await loadPredicates(rules, { lua, limits: { maxFaults: 8 }, keepCaptures: true });
  const faults: (RuleFault & { rule: number })[] = [];
  const onFault = (rule: number, fault: RuleFault) => faults.push({ rule, ...fault });
  const batchSize = 150;
  const engine = new Engine(rules, { batchSize, predicates, onFault });
  const alerts: Alert[] = [];
  for (let from = 0; from < EVENTS.length; from += batchSize) {
    const records = EVENTS.slice(from, from + batchSize);
    const eventNumbers = records.map((_, at) => from + at + 1);
    engine.run({ vocabulary: ecsVocabulary, records, eventNumbers }, (alert) => alerts.push(alert), probe);
  }
  engine.end((alert) => alerts.push(alert), probe);
  engine.close();
  const { seen, steps, states, usages } = probe;
  return { alerts, faults, seen, steps, states, usages };
}

describe('timing single evaluations changes nothing that comes out', () => {
  it.each(SEEDS)('of EQL rules, sequences and samples (seed %d)', async (seed) => {
    const rules = EQL.map((text, at) => ruleOf(text, { id: `rule-${at}` }));
    const plain = await run(rules, new RecordingProbe());
    expect(new Set(plain.alerts.map(({ rule }) => rule)).size).toBe(rules.length);
    const probe = new TimingProbe(rules.length, seed);
    expect(await run(rules, probe)).toEqual(plain);
    expect(probe.sections).toBeGreaterThan(20);
  });

  it.each(SEEDS)('of Lua and Wasm rules, their captures and faults (seed %d)', async (seed) => {
    const rules = await predicateRules();
    const plain = await run(rules, new RecordingProbe());
    expect(new Set(plain.faults.map(({ kind }) => kind))).toEqual(new Set(['error', 'bad-result']));
    expect(plain.faults.some(({ quarantined }) => quarantined)).toBe(true);
    expect(plain.alerts.some(({ captures }) => captures !== undefined)).toBe(true);
    const probe = new TimingProbe(rules.length, seed);
    expect(await run(rules, probe)).toEqual(plain);
    expect(probe.sections).toBeGreaterThan(5);
  });

  it('of Lua rules under fengari', async () => {
    // Its addresses are numbers that go up in all states together, so no rule's answers may depend on them.
    const [, , failing] = await predicateRules();
    const plain = await run([failing!], new RecordingProbe(), 'fengari');
    expect(await run([failing!], new TimingProbe(1, 1), 'fengari')).toEqual(plain);
  });
});

describe('what is told of timed evaluations', () => {
  it('is true of matches, and every one is told once', async () => {
    const rules = [ruleOf('any where process.pid > 300 and process.name != null')];
    const probe = new TimingProbe(1, 7);
    const { alerts } = await run(rules, probe);
    const { latencies } = probe;
    expect(latencies.timed(0) + latencies.coldCount[0]!).toBeGreaterThan(50);
    // Batches are of 150 events: the first two hold no match, the last two only matches from event 302 on.
    expect(latencies.noMatchCount[0]! + latencies.coldCount[0]!).toBeLessThanOrEqual(301);
    expect(latencies.matchCount[0]).toBeGreaterThan(0);
    expect(latencies.matchCount[0]).toBeLessThanOrEqual(alerts.length);
  });

  it('is nothing where no evaluation was chosen', async () => {
    const rules = [ruleOf('any where true')];
    const probe = new TimingProbe(1, 1);
    Object.defineProperty(probe.timer, 'choose', { value: () => 0 });
    await run(rules, probe);
    expect([probe.sections, probe.latencies.timed(0)]).toEqual([0, 0]);
  });
});
