import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';
import { describe, expect, test, vi } from 'vitest';
import { DEFAULT_BATCH_SIZE } from '../../src/engine/batch/batch-size.ts';
import { parseRun } from '../../src/report/parse-run.ts';
import { eventLines } from './support/event-line.ts';
import { readRun } from './support/replay-folder.ts';
import { finish, PROGRAM, runProgram, startProgram } from './support/run-program.ts';
import {
  alertsWritten,
  contentOf,
  EARLIER,
  EVENTS,
  isAlertsUpTo,
  replayableFolder,
  startEndlessReplay,
  startReplay,
  unfinishedIn,
} from './support/watched-replay.ts';
import { workFolder } from './support/work-folder.ts';

/**
 * Every output is of the events up to the number that the run file states; nothing else is left.
 *
 * @param begun how many events more rules may have looked at, as their batch was begun
 */
function expectOutputsUpTo(folder: string, events: number, begun = 0): void {
  expect(readRun(folder).stream.events).toBe(events);
  const rows: Record<string, string>[] = parse(contentOf(folder, 'run.csv')!, { columns: true });
  const evaluations = Number(rows.find((row) => row.rule_id === 'again')!.evaluations);
  expect(evaluations).toBeGreaterThanOrEqual(events);
  expect(evaluations).toBeLessThanOrEqual(events + begun);
  expect(contentOf(folder, 'run.md')).toContain(`${events.toLocaleString('en-US')} events, 2 rules, `);
  expect(isAlertsUpTo(contentOf(folder, 'alerts.ndjson')!, events)).toBe(true);
  expect(unfinishedIn(folder)).toEqual([]);
}

test.concurrent.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)('%s: all outputs are complete up to the event that the run file states', async (signal, code) => {
  const folder = replayableFolder();
  const child = startEndlessReplay(folder);
  const ended = finish(child);
  await alertsWritten(child, folder, 200_000);
  child.kill(signal);
  expect((await ended).code).toBe(code);
  const run = readRun(folder);
  const [stopped] = run.warnings.filter((warning) => warning.code === 'run-stopped');
  expect(stopped!.message).toBe(`the run was stopped by ${signal} after ${run.stream.events} events`);
  expect(contentOf(folder, 'run.md')).toContain(stopped!.message);
  expect(run.stream.events).toBeGreaterThan(0);
  expectOutputsUpTo(folder, run.stream.events);
});

test.concurrent('two signals at once: the same, without waiting for the engine', async () => {
  const folder = replayableFolder();
  const child = startEndlessReplay(folder);
  const ended = finish(child);
  await alertsWritten(child, folder, 200_000);
  child.kill('SIGTERM');
  child.kill('SIGINT');
  const { code } = await ended;
  expect([130, 143]).toContain(code);
  const run = readRun(folder);
  expect(run.warnings.map((warning) => warning.code)).toContain('run-stopped');
  // The second one ends the engine in the middle of a batch; what it told of comes before.
  expectOutputsUpTo(folder, run.stream.events, 2 * DEFAULT_BATCH_SIZE);
});

test.concurrent('a reader of the report who leaves takes nothing from the files', async () => {
  const folder = replayableFolder();
  const child = startReplay(folder);
  child.stdout.destroy();
  child.stderr.destroy();
  const [code] = (await once(child, 'close')) as [number | null];
  expect(code).toBe(0);
  expectOutputsUpTo(folder, EVENTS);
});

test.concurrent('an engine that runs out of memory: the same up to the event that is stated', async () => {
  const folder = workFolder({
    'e.ndjson': eventLines(200_000),
    'rules/a.eql': 'sequence by process.pid with maxspan=9999h [process where true] [file where true]',
    'rules/every-event.eql': 'any where true',
  });
  const args = ['replay', 'e.ndjson', '-q', '-d', 'run.json', '--alerts', 'alerts.ndjson'];
  const env = { NODE_OPTIONS: '--max-old-space-size=40' };
  const { code, stderr } = await runProgram([...args, '--max-partial-matches', '100000000'], {
    cwd: folder,
    env,
  });
  expect(code).toBe(1);
  const run = readRun(folder);
  expect(stderr).toContain(`the engine broke down after ${run.stream.events} events`);
  const lines = contentOf(folder, 'alerts.ndjson')!.trimEnd().split('\n');
  const numbers = lines.map((line) => (JSON.parse(line) as { events: number[] }).events[0]);
  expect(numbers).toEqual(Array.from({ length: run.stream.events }, (_, at) => at + 1));
  expect(unfinishedIn(folder)).toEqual([]);
});

describe.skipIf(process.platform === 'win32')('with what only Unix has', () => {
  /** No file may become larger; a write beyond fails, part of it done, as on a disk that is full. */
  const LIMITED = 'ulimit -f 1000; exec "$0" "$@"';

  test.concurrent('a disk that becomes full: the alerts that were written are kept, whole and up to a stated event', async () => {
    const folder = replayableFolder();
    // Alerts are written batch by batch: of the first some must fit.
    const outputs = ['-d', 'run.json', '--alerts', 'alerts.ndjson'];
    const args = ['replay', 'e.ndjson', '-q', '--no-serve', '--batch-size', '512', ...outputs];
    const shell = spawn('sh', ['-c', LIMITED, process.execPath, PROGRAM, ...args], { cwd: folder });
    const [[code], stderr] = await Promise.all([
      once(shell, 'close'),
      text(shell.stderr),
      text(shell.stdout),
    ]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: could not write alerts to alerts\.ndjson: E\w+: [^\n]+\n$/);
    const [, alerts, event, file] = /the first ([\d,]+), up to event ([\d,]+), are in (\S+)\n/.exec(stderr)!;
    expect(contentOf(folder, 'alerts.ndjson')).toBe(EARLIER);
    expect(unfinishedIn(folder)).toEqual([expect.stringMatching(/^alerts\.ndjson\.\d+\.unfinished$/)]);
    const lines = readFileSync(resolve(folder, file!), 'utf8').split('\n');
    expect(lines.pop()).toBe('');
    expect(lines.length.toLocaleString('en-US')).toBe(alerts);
    const last = (JSON.parse(lines.at(-1)!) as { events: number[] }).events[0]!;
    expect(last.toLocaleString('en-US')).toBe(event);
    // The run itself is whole, and says it, too.
    const run = readRun(folder);
    expect(run.stream.events).toBe(EVENTS);
    expect(run.warnings.map((warning) => warning.code)).toContain('alerts-incomplete');
  });

  test.concurrent('a dump that does not fit leaves the earlier file, and nothing else', async () => {
    const rules = Object.fromEntries(
      Array.from({ length: 400 }, (_, at) => [`rules/r${at}.eql`, `process where process.pid == ${at}`]),
    );
    const folder = workFolder({ 'e.ndjson': eventLines(3), ...rules, 'run.json': EARLIER });
    const args = ['replay', 'e.ndjson', '-q', '--no-serve', '-d', 'run.json'];
    const script = LIMITED.replace('1000', '100');
    const shell = spawn('sh', ['-c', script, process.execPath, PROGRAM, ...args], { cwd: folder });
    const [[code], stderr] = await Promise.all([
      once(shell, 'close'),
      text(shell.stderr),
      text(shell.stdout),
    ]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: could not write run\.json: E\w+: [^\n]+\n$/);
    expect(contentOf(folder, 'run.json')).toBe(EARLIER);
    expect(unfinishedIn(folder)).toEqual([]);
  });

  test.concurrent('a signal that comes while results are written lets them be written', async () => {
    const folder = workFolder({ 'e.ndjson': eventLines(3), 'rules/a.eql': 'any where true' });
    const pipe = join(folder, 'run.json');
    execFileSync('mkfifo', [pipe]);
    const args = ['replay', 'e.ndjson', '-q', '-d', 'run.json', '--alerts', 'alerts.ndjson', '--no-serve'];
    const child = startProgram(args, { cwd: folder });
    child.stdin.end();
    const ended = finish(child);
    // The alerts come first; then the program waits for a reader of the dump.
    await vi.waitFor(() => expect(contentOf(folder, 'alerts.ndjson')).toMatch(/\n$/), { timeout: 60_000 });
    child.kill('SIGTERM');
    const run = parseRun(await readFile(pipe, 'utf8'), 'run.json');
    expect((await ended).code).toBe(143);
    expect(run.stream.events).toBe(3);
  });

  test.concurrent('a reader who leaves in the middle of the alerts takes nothing from the run file', async () => {
    const folder = replayableFolder();
    const args = ['replay', 'e.ndjson', '-q', '--no-serve', '-d', 'run.json', '--alerts', '-'];
    const child = startProgram(args, { cwd: folder });
    child.stdin.end();
    child.stdout.once('data', () => child.stdout.destroy());
    const [code] = (await once(child, 'close')) as [number | null];
    expect(code).toBe(0);
    expect(readRun(folder).stream.events).toBe(EVENTS);
    expect(unfinishedIn(folder)).toEqual([]);
  });
});
