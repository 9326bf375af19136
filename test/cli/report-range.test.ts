import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'lossless-json';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { parseRun } from '../../src/report/parse-run.ts';
import type { RunFile } from '../../src/report/run-file.ts';
import { sampleRun } from '../report/sample-run.ts';
import { HOSTILE_TEXT } from '../report/sample-verdicts.ts';
import { TextSink } from './text-sink.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kestrel-perf-report-range-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

const HOUR_NS = 3_600_000_000_000n;
const START_NS = BigInt(Date.UTC(2024, 4, 1, 10)) * 1_000_000n;

/** Three parts of an hour each; `late` is slow in the last of them only. */
function recordedRun(): RunFile {
  const run = sampleRun([
    { id: 'early', cpuTimeNs: 8_000, offered: 300 },
    { id: 'late', cpuTimeNs: 9_000, offered: 300, evaluations: 300 },
  ]);
  const rule = (rule_id: string, cpu_time_ns: number[]) => ({
    rule_id,
    cpu_time_ns,
    events_processed: [100, 100, 100],
    evaluations: [100, 100, 100],
    matches: [0, 0, 0],
    alerts_generated: [0, 0, 0],
    errors: null,
    memory_bytes: [1, 1, 1],
  });
  return {
    ...run,
    stream: { ...run.stream, events: 300, first_event_ns: START_NS },
    series: {
      events: [100, 100, 100],
      end_event: [100, 200, 300],
      end_ns: [5_000, 10_000, 17_000],
      end_event_time_ns: [1n, 2n, 3n].map((hours) => START_NS + hours * HOUR_NS),
      rules: [rule('late', [0, 1_000, 8_000]), rule('early', [6_000, 2_000, 0])],
    },
  };
}

async function report(run: RunFile, ...args: readonly string[]) {
  writeFileSync(join(folder, 'run.json'), stringify(run)!);
  const io = {
    stdout: new TextSink(),
    stderr: new TextSink(),
    cwd: folder,
    env: {},
    now: () => new Date(0),
  };
  const named = ['report', join(folder, 'run.json'), ...args.map((arg) => arg.replace('@', `${folder}/`))];
  const code = await main(named, io);
  return { code, stdout: io.stdout.text, stderr: io.stderr.text };
}

const LAST_HOUR = ['--since', '2024-05-01T12:00:00.001Z'];

test('with --since, the rules as they were in the parts from then on, and which parts they are', async () => {
  const { code, stdout, stderr } = await report(recordedRun(), ...LAST_HOUR);
  const lines = stdout.split('\n');
  expect(code).toBe(0);
  expect(lines[1]).toMatch(/^1 {2}late +EQL +<0\.01 +100\.0 % .* 100 +100 +0 /);
  expect(lines[2]).toMatch(/^2 {2}early +EQL +0\.00 +0\.0 % /);
  expect(stdout.replaceAll('\n', ' ')).toContain(
    '2 of 2 rules: 100.0 % of rule time these are the figures of part 3 of 3 of a run, events 201 to 300, ' +
      '2024-05-01T12:00:00.000Z to 2024-05-01T13:00:00.000Z; ends are as fine as the parts',
  );
  expect(stderr).toContain('warning: these are the figures of part 3 of 3');
  // What is said of whole runs.
  expect(stdout).not.toContain('never fired');
  expect(stdout).not.toContain('conserved');
});

test('with --until, those before', async () => {
  const { stdout } = await report(recordedRun(), '--until', '2024-05-01T12:00:00Z', '--match', 'EARLY');
  expect(stdout).toContain('early');
  expect(stdout).toContain('1 of 2 rules match EARLY: 88.9 % of rule time');
  expect(stdout).toContain('parts 1 to 2 of 3');
});

test('a part is written as JSON, which says so and shows the same again, and as CSV', async () => {
  const args = [...LAST_HOUR, '--quiet', '-d', '@part.json', '-d', '@part.csv'];
  expect(await report(recordedRun(), ...args)).toEqual({ code: 0, stdout: '', stderr: '' });
  const part = parseRun(readFileSync(join(folder, 'part.json'), 'utf8'), 'part.json');
  expect(part.warnings[0]).toMatchObject({ code: 'part-of-run' });
  expect(part.rules.map(({ rule_id, cpu_time_ns }) => [rule_id, cpu_time_ns])).toEqual([
    ['late', 8_000],
    ['early', 0],
  ]);
  expect(readFileSync(join(folder, 'part.csv'), 'utf8')).toContain('"late","EQL",1,1,8000,100,0,80,');
  const again = await report(part);
  expect(again).toEqual(await report(recordedRun(), ...LAST_HOUR));
  expect((await report(part, ...LAST_HOUR)).stderr).toContain('a part of a run already');
});

test('a part that was saved is no more than a part: formats that would hide it are refused as well', async () => {
  await report(recordedRun(), ...LAST_HOUR, '--quiet', '-d', '@part.json');
  const part = parseRun(readFileSync(join(folder, 'part.json'), 'utf8'), 'part.json');
  const refused = await report(part, '-d', '@part.openmetrics');
  expect(refused).toMatchObject({ code: 2, stdout: '' });
  expect(refused.stderr).toContain('write a part as .json or .csv');
  expect(existsSync(join(folder, 'part.openmetrics'))).toBe(false);
  expect((await report(part, '-q', '-d', '@part.csv')).code).toBe(0);
});

test.each([
  ['a run without series', ['--since', '2024-05-01T12:00:00Z'], 'replay without --no-profile'],
  [
    'no moment',
    ['--since', '2024-05-01T12:00:00Z', '--until', '2024-05-01T12:00:00Z'],
    '--since must be before',
  ],
  ['no time', ['--since', 'noon'], 'Expected a time such as 2024-05-01T10:00:00Z'],
  ['a format that would hide it', [...LAST_HOUR, '-d', '@part.md'], 'write a part as .json or .csv'],
  ['an unknown format', [...LAST_HOUR, '-d', '@part.xyz'], 'unknown extension'],
])('%s is wrong usage', async (_, args, message) => {
  const { code, stdout, stderr } = await report({ ...recordedRun(), series: null }, ...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(message);
});

test('a range in which nothing is tells where the run is', async () => {
  const { code, stderr } = await report(recordedRun(), '--until', '2024-05-01T09:00:00Z');
  expect(code).toBe(2);
  expect(stderr).toContain('they go from 2024-05-01T10:00:00.000Z to 2024-05-01T13:00:00.000Z');
});

test('a file that says it is a part cannot write to the terminal', async () => {
  const run = { ...recordedRun(), warnings: [{ code: 'part-of-run', message: HOSTILE_TEXT }] };
  const { stdout, stderr } = await report(run);
  expect(stdout + stderr).not.toContain('\u001b');
});
