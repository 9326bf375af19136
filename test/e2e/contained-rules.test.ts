import { beforeAll, describe, expect, test } from 'vitest';
import type { RuleRow } from '../../src/report/run-file.ts';
import { eventLine } from './support/event-line.ts';
import { type FolderReplay, readAlerts, replayFolder } from './support/replay-folder.ts';
import { ruleWarnings } from './support/rule-warnings.ts';
import { runProgram } from './support/run-program.ts';

/** More than two batches; every event is of the category `process`. */
const EVENTS = Array.from({ length: 2_500 }, (_, second) => eventLine(second)).join('');

const HEALTHY = {
  'rules/every-hundredth.lua': [
    'local seen = 0',
    'function pred_eval(event)',
    '  seen = seen + 1',
    '  return seen % 100 == 0',
    'end',
    'function pred_capture(event) return { seen = seen, category = kestrel.event_get_str(event, "event.category") } end',
  ].join('\n'),
  'rules/every-thousandth.wat': `(module
    (memory (export "memory") 2)
    (global $seen (mut i32) (i32.const 0))
    (func (export "pred_eval") (param i32) (result i32)
      (global.set $seen (i32.add (global.get $seen) (i32.const 1)))
      (i32.eqz (i32.rem_u (global.get $seen) (i32.const 1000)))))`,
  'rules/any.eql': 'process where true',
  'rules/pair.eql': 'sequence with maxspan=1s [process where true] [process where true]',
};

const BAD = {
  'rules/bad/broken.lua': 'error("cannot start")',
  'rules/bad/looping.lua': 'function pred_eval(event) while true do end end',
  'rules/bad/throwing.lua': [
    'local seen = 0',
    'function pred_eval(event)',
    '  seen = seen + 1',
    '  if seen % 2 == 0 then local x = nil; return x.y end',
    '  return true',
    'end',
  ].join('\n'),
  'rules/bad/shaky.lua':
    'local seen = 0 function pred_eval() seen = seen + 1 if seen == 1200 then return "yes" end return false end',
  'rules/bad/growing.wat': `(module
    (memory (export "memory") 1)
    (func (export "pred_eval") (param i32) (result i32)
      (if (i32.eq (memory.grow (i32.const 1)) (i32.const -1)) (then unreachable))
      i32.const 0))`,
};

const LIMITS = ['--memory-limit', '1MiB', '--max-faults', '4'];
/** Short, as the looping rule uses it up; long enough for a busy machine not to stop a healthy rule. */
const TIME_LIMIT = ['--time-limit', '500ms'];

function replayPack(rules: Readonly<Record<string, string>>, args: readonly string[] = []) {
  return replayFolder({ ...rules, 'events.ndjson': EVENTS }, ['events.ndjson', ...LIMITS, ...args]);
}

describe('a pack of all four kinds, with rules that fail among them', () => {
  let replay: FolderReplay;
  let rows: ReadonlyMap<string, RuleRow>;

  beforeAll(async () => {
    replay = await replayPack({ ...HEALTHY, ...BAD }, TIME_LIMIT);
    rows = new Map(replay.run.rules.map((row) => [row.rule_id, row]));
  });

  test('is replayed to its end: rules that fail are findings', () => {
    expect(replay.code).toBe(0);
    expect(replay.run.stream.events).toBe(2_500);
    expect(replay.run.engine.lua_runtime).toBe('wasmoon');
  });

  test('reports the memory of every rule that ran', () => {
    const healthy = ['every-hundredth', 'every-thousandth', 'any', 'pair'].map((id) => rows.get(id)!);
    expect(healthy.map(({ type }) => type)).toEqual(['Lua', 'Wasm', 'EQL', 'Sequence']);
    for (const { memory_bytes, peak_memory_bytes } of healthy) {
      expect(memory_bytes).toBeGreaterThan(0);
      expect(peak_memory_bytes).toBeGreaterThanOrEqual(memory_bytes!);
    }
    expect(rows.get('every-thousandth')).toMatchObject({ memory_bytes: 131_072, peak_memory_bytes: 131_072 });
    expect(rows.get('growing')).toMatchObject({ peak_memory_bytes: 1_048_576 });
    expect(rows.get('broken')).toMatchObject({ memory_bytes: null, host_calls: null });
  });

  test('names each fault, its reason and its first event', () => {
    expect(rows.get('broken')).toMatchObject({
      errors: 1,
      quarantined: true,
      evaluations: 0,
      faults: { first: { kind: 'load', event: null }, by_kind: { load: 1 }, quarantined_at_event: null },
    });
    expect(rows.get('broken')!.faults!.first.reason).toContain('cannot start');
    expect(rows.get('looping')).toMatchObject({
      errors: 1,
      quarantined: true,
      evaluations: 1,
      faults: { first: { kind: 'time', event: 1 }, by_kind: { time: 1 }, quarantined_at_event: 1 },
    });
    expect(rows.get('throwing')).toMatchObject({
      errors: 4,
      quarantined: true,
      evaluations: 8,
      alerts_generated: 4,
      faults: { first: { kind: 'error', event: 2 }, by_kind: { error: 4 }, quarantined_at_event: 8 },
    });
    expect(rows.get('shaky')).toMatchObject({
      errors: 1,
      quarantined: false,
      evaluations: 2_500,
      faults: { first: { kind: 'bad-result', event: 1_200 }, quarantined_at_event: null },
    });
    expect(rows.get('growing')).toMatchObject({ quarantined: true, faults: { first: { event: 16 } } });
    expect(rows.get('any')).toMatchObject({ errors: 0, quarantined: false, faults: null });
  });

  test('warns of them, on stderr as in the dump', () => {
    const warned = ruleWarnings(replay.run).map(({ code }) => code);
    expect(warned).toEqual([...Array(4).fill('rule-quarantined'), 'rule-faults']);
    expect(replay.stderr).toContain('rule looping was taken out of the run at event 1 (time): ');
    expect(replay.stderr).toContain('rule shaky had a fault at event 1200 (bad-result) and went on: ');
  });

  test('shows them below the table, with their memory in it', () => {
    expect(replay.stdout).toContain('peak mem');
    expect(replay.stdout).toContain('\nbroken could not be started: ');
    expect(replay.stdout).toMatch(
      /\nthrowing was taken out of the run at event 8 after 4 faults \(error\), the\s/,
    );
  });

  test('raises the alerts of its healthy rules as if the others were not there', async () => {
    const alone = await replayPack(HEALTHY);
    const healthy = readAlerts(replay.folder).filter(({ rule_id }) => rows.get(rule_id)!.faults === null);
    expect(healthy).toEqual(readAlerts(alone.folder));
    expect(healthy.filter(({ rule_id }) => rule_id === 'every-hundredth')).toHaveLength(25);
  });
});

test.concurrent('faults are told without accounting, too', async () => {
  const { folder } = await replayPack(BAD, TIME_LIMIT);
  const { code, stderr } = await runProgram(
    ['replay', 'events.ndjson', '--rules', 'rules', ...LIMITS, ...TIME_LIMIT, '--no-accounting'],
    { cwd: folder },
  );
  expect(code).toBe(0);
  for (const id of ['broken', 'looping', 'throwing', 'shaky', 'growing']) {
    expect(stderr).toContain(`warning: rule ${id} `);
  }
});

test.concurrent('--captures writes what rules captured, and changes no hash', async () => {
  const without = await replayPack(HEALTHY);
  const withThem = await replayPack(HEALTHY, ['--captures']);
  expect(withThem.run.alerts).toEqual(without.run.alerts);
  const ofLua = (replay: FolderReplay) =>
    readAlerts(replay.folder).filter(({ rule_id }) => rule_id === 'every-hundredth');
  expect(ofLua(withThem)[1]).toEqual({
    ...ofLua(without)[1],
    captures: { seen: 200, category: 'process' },
  });
  expect(ofLua(without)[1]).not.toHaveProperty('captures');
});

test.concurrent('--lua fengari gives the same alerts, and the run says what ran', async () => {
  const wasmoon = await replayPack({ ...HEALTHY, 'rules/throwing.lua': BAD['rules/bad/throwing.lua'] });
  const fengari = await replayPack({ ...HEALTHY, 'rules/throwing.lua': BAD['rules/bad/throwing.lua'] }, [
    '--lua',
    'fengari',
  ]);
  expect(fengari.run.engine.lua_runtime).toBe('fengari');
  expect(fengari.run.alerts).toEqual(wasmoon.run.alerts);
});

test.concurrent('faults and alerts are the same at any batch size', async () => {
  const { 'rules/bad/looping.lua': _, ...ending } = BAD;
  const replays = ['1', '7', '1024'].map((size) =>
    replayPack({ ...HEALTHY, ...ending }, ['--batch-size', size]),
  );
  const [one, seven, whole] = (await Promise.all(replays)).map(({ run }) => ({
    alerts: run.alerts,
    faults: run.rules.map(({ rule_id, errors, faults }) => ({ rule_id, errors, faults })).sort(byId),
  }));
  expect(one).toEqual(whole);
  expect(seven).toEqual(whole);
});

function byId(one: { rule_id: string }, other: { rule_id: string }): number {
  return one.rule_id < other.rule_id ? -1 : 1;
}
