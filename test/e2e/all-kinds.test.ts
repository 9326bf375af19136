import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { EcsEvent } from '../../fixtures/generator/ecs/ecs-event.ts';
import type { RuleRow, RunFile } from '../../src/report/run-file.ts';
import { EVENTS_FILE, RULES_FOLDER, readEvents } from '../fixtures/fixture-files.ts';
import { type AlertLine, readAlerts, readRun } from './support/replay-folder.ts';
import { ruleWarnings } from './support/rule-warnings.ts';
import { type Finished, runProgram } from './support/run-program.ts';
import { workFolder } from './support/work-folder.ts';

const WASM_PAGE_BYTES = 65_536;

interface PackReplay extends Finished {
  readonly run: RunFile;
  readonly alerts: readonly AlertLine[];
  readonly rows: ReadonlyMap<string, RuleRow>;
}

async function replayPack(rules: string, args: readonly string[] = []): Promise<PackReplay> {
  const folder = workFolder();
  const outputs = ['--dump', 'run.json', '--alerts', 'alerts.out', '--top-n', '0'];
  const finished = await runProgram(['replay', EVENTS_FILE, '-r', rules, ...outputs, ...args], {
    cwd: folder,
  });
  const run = readRun(folder);
  const rows = new Map(run.rules.map((row) => [row.rule_id, row]));
  return { ...finished, run, alerts: readAlerts(folder), rows };
}

/** The numbers of the events of which this is true. */
function numbersOf(events: readonly EcsEvent[], isMeant: (event: EcsEvent) => boolean): number[] {
  return events.flatMap((event, index) => (isMeant(event) ? [index + 1] : []));
}

function isConnectionWithoutPort({ event, destination }: EcsEvent): boolean {
  return event.category.includes('network') && destination === undefined;
}

function isUploadNotInAscii({ file }: EcsEvent): boolean {
  return file !== undefined && /^\/var\/www\/portal\/uploads\/.*[^ -~]/.test(file.path);
}

/** What `leaking-event-history` keeps of an event. */
function historyLine({ '@timestamp': time, host, process }: EcsEvent): string {
  const timeNs = BigInt(Date.parse(time)) * 1_000_000n;
  return [timeNs, host.name, process?.executable ?? '', process?.command_line ?? ''].join(' ');
}

describe('the demo pack over the demo stream, in one replay', () => {
  const events = readEvents();
  let replay: PackReplay;

  beforeAll(async () => {
    replay = await replayPack(RULES_FOLDER);
  });

  test('has rules of all four kinds, each with its memory, and ends well', () => {
    const { code, run, stdout } = replay;
    expect(code).toBe(0);
    expect(run.rules.length).toBeGreaterThanOrEqual(20);
    expect(new Set(run.rules.map(({ type }) => type))).toEqual(new Set(['EQL', 'Sequence', 'Lua', 'Wasm']));
    for (const { rule_id, type, memory_bytes, peak_memory_bytes } of run.rules) {
      expect(memory_bytes).toBeGreaterThan(0);
      expect(peak_memory_bytes).toBeGreaterThanOrEqual(memory_bytes!);
      expect(stdout).toMatch(new RegExp(`^ *\\d+ +${rule_id} +${type} `, 'm'));
    }
  });

  test('shows that one Lua rule forgets nothing', () => {
    const keptBytes = events.reduce((sum, event) => sum + Buffer.byteLength(historyLine(event)), 0);
    const { memory_bytes, peak_memory_bytes } = replay.rows.get('leaking-event-history')!;
    expect(memory_bytes).toBeGreaterThan(keptBytes);
    expect(memory_bytes).toBe(peak_memory_bytes);
    const others = replay.run.rules.filter(({ rule_id, type }) => {
      return type === 'Lua' && rule_id !== 'leaking-event-history';
    });
    expect(others).not.toEqual([]);
    for (const other of others) expect(other.peak_memory_bytes).toBeLessThan(keptBytes / 2);
  });

  test('shows that one Wasm rule grows, to the page', () => {
    const pages = 1 + Math.floor(events.length / 64);
    expect(replay.rows.get('growing-page-per-64-events')).toMatchObject({
      memory_bytes: pages * WASM_PAGE_BYTES,
      peak_memory_bytes: pages * WASM_PAGE_BYTES,
    });
    expect(replay.rows.get('wasm-pred-007')).toMatchObject({ memory_bytes: WASM_PAGE_BYTES });
  });

  test('names the rule that loops, with the event', () => {
    const [event] = numbersOf(events, isUploadNotInAscii);
    expect(replay.rows.get('looping-upload-name')).toMatchObject({
      errors: 1,
      quarantined: true,
      faults: { first: { kind: 'time', event }, by_kind: { time: 1 }, quarantined_at_event: event },
    });
    expect(replay.stdout).toContain(
      `\nlooping-upload-name was taken out of the run at event ${event} (time): `,
    );
  });

  test('counts the errors of the rule that goes on', () => {
    const logons = numbersOf(events, ({ process }) => process?.Ext?.session_info?.logon_type === 'ssh');
    const row = replay.rows.get('throwing-on-ssh-logon')!;
    expect(row).toMatchObject({
      errors: logons.length,
      quarantined: false,
      faults: { first: { kind: 'error', event: logons[0] }, by_kind: { error: logons.length } },
    });
    expect(row.evaluations).toBe(row.events_processed);
    expect(row.alerts_generated).toBeGreaterThan(0);
  });

  test('takes the rule out that throws too often', () => {
    const [first, , third] = numbersOf(events, isConnectionWithoutPort);
    const offered = numbersOf(events, ({ event }) => event.category.includes('network'));
    expect(replay.rows.get('throwing-until-taken-out')).toMatchObject({
      errors: 3,
      quarantined: true,
      events_processed: offered.length,
      evaluations: offered.indexOf(third!) + 1,
      faults: { first: { kind: 'error', event: first }, quarantined_at_event: third },
    });
  });

  test('warns of the rules that failed or leak and of no other', () => {
    const [looping, ended, throwing, ...leaking] = ruleWarnings(replay.run);
    expect(looping).toMatchObject({ code: 'rule-quarantined', message: expect.stringContaining('looping-') });
    expect(ended).toMatchObject({
      code: 'rule-quarantined',
      message: expect.stringContaining('throwing-until'),
    });
    expect(throwing).toMatchObject({
      code: 'rule-faults',
      message: expect.stringContaining('throwing-on-ssh'),
    });
    expect(leaking).toMatchObject(
      ['growing-page-per-64-events', 'leaking-event-history'].map((id) => ({
        code: 'rule-leaks',
        message: expect.stringContaining(id),
      })),
    );
  });

  test('raises with its healthy rules what they raise without the misbehaving ones', async () => {
    const folder = workFolder();
    cpSync(RULES_FOLDER, join(folder, 'rules'), { recursive: true });
    rmSync(join(folder, 'rules/misbehaving'), { recursive: true });
    const alone = await replayPack(join(folder, 'rules'));
    expect(ruleWarnings(alone.run)).toEqual([]);
    expect(replay.run.rules.length - alone.run.rules.length).toBe(5);
    expect(replay.alerts.filter(({ rule_id }) => alone.rows.has(rule_id))).toEqual(alone.alerts);
    expect(new Set(alone.alerts.map(({ type }) => type))).toEqual(
      new Set(['EQL', 'Sequence', 'Lua', 'Wasm']),
    );
    for (const { rule_id, evaluations, matches, errors, host_calls, peak_memory_bytes } of alone.run.rules) {
      const figures = { evaluations, matches, errors, host_calls, peak_memory_bytes };
      expect(replay.rows.get(rule_id)).toMatchObject(figures);
    }
  });

  test('tells with --captures what rules captured, the same on both Lua runtimes', async () => {
    const [wasmoon, fengari] = await Promise.all(
      ['wasmoon', 'fengari'].map((lua) => replayPack(RULES_FOLDER, ['--captures', '--lua', lua])),
    );
    expect(fengari!.alerts).toEqual(wasmoon!.alerts);
    const firstOf = (id: string) => wasmoon!.alerts.find(({ rule_id }) => rule_id === id);
    expect(firstOf('lua-script-001')).toMatchObject({
      captures: { program: 'brochure.exe', last_document: expect.stringContaining('\\łukasz.nowak\\') },
    });
    expect(firstOf('wasm-pred-007')).toMatchObject({
      captures: { 'process.executable': '/var/tmp/syncdrop', 'destination.port': 9001 },
    });
    expect(firstOf('suspicious-exec')).not.toHaveProperty('captures');
  });

  test('fails in the same places and finds the same on the other Lua runtime', async () => {
    const other = await replayPack(RULES_FOLDER, ['--lua', 'fengari']);
    expect(other.code).toBe(0);
    expect(other.run.engine.lua_runtime).toBe('fengari');
    expect(other.run.alerts).toEqual(replay.run.alerts);
    const failures = ({ run }: PackReplay) =>
      new Map(run.rules.map(({ rule_id, errors, faults }) => [rule_id, [errors, placesOf(faults)]]));
    expect(failures(other)).toEqual(failures(replay));
  });
});

/** Where a rule failed; how a runtime words it is its own. */
function placesOf(faults: RuleRow['faults']) {
  if (faults === null) return null;
  const { first, by_kind, quarantined_at_event } = faults;
  return { kind: first.kind, event: first.event, by_kind, quarantined_at_event };
}
