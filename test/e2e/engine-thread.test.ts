import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { ALERTS_FILE, EVENTS_FILE } from '../fixtures/fixture-files.ts';
import { eventLines } from './support/event-line.ts';
import { readAlerts, readRun } from './support/replay-folder.ts';
import { runProgram, startProgram } from './support/run-program.ts';
import { workFolder } from './support/work-folder.ts';

const PEAK_MEMORY_PROBE = new URL('./support/report-peak-memory.mjs', import.meta.url).href;

/** Remembers every process: 60,000 of them are more than 32 MiB. */
const REMEMBERS_ALL = 'sequence by process.pid with maxspan=9999h [process where true] [file where true]';

test.concurrent('an engine that runs out of memory leaves what was done up to there', async () => {
  const folder = workFolder({
    'e.ndjson': eventLines(200_000),
    'rules/remembers-all.eql': REMEMBERS_ALL,
    'rules/seventh.eql': 'any where process.pid == 7',
  });
  const outputs = ['--dump', 'run.json', '--alerts', 'alerts.out', '--max-partial-matches', '100000000'];
  const { code, stderr, stdout } = await runProgram(['replay', 'e.ndjson', ...outputs], {
    cwd: folder,
    env: { NODE_OPTIONS: '--max-old-space-size=40' },
  });
  expect(code).toBe(1);
  expect(stderr).toContain('needed more memory than Node gives it');
  expect(stderr).toContain('--max-old-space-size');
  expect(stderr).not.toMatch(/^ +at |Last few GCs/m);
  expect(stdout).toContain('rules, ');
  const run = readRun(folder);
  expect(run.warnings.map((warning) => warning.code)).toContain('engine-crashed');
  expect(run.stream.events).toBeGreaterThan(1_000);
  expect(run.stream.events).toBeLessThan(200_000);
  expect(readAlerts(folder).map(({ events }) => events)).toEqual([[7]]);
});

test.concurrent('--quiet says that the engine broke down, too', async () => {
  const folder = workFolder({ 'e.ndjson': eventLines(200_000), 'rules/a.eql': REMEMBERS_ALL });
  const { code, stderr } = await runProgram(
    ['replay', 'e.ndjson', '-q', '--max-partial-matches', '100000000'],
    { cwd: folder, env: { NODE_OPTIONS: '--max-old-space-size=40' } },
  );
  expect(code).toBe(1);
  expect(stderr).toMatch(/^error: the engine broke down after \d+ events: .*memory.*\n {2}help: .*\n$/);
});

test.concurrent('options of Node do not keep the engine from starting', async () => {
  const folder = workFolder();
  const outputs = ['-q', '--dump', 'run.json', '--alerts', 'alerts.out'];
  const outcome = await runProgram(['replay', EVENTS_FILE, ...outputs], {
    cwd: folder,
    nodeArgs: ['--expose-gc', '--import', PEAK_MEMORY_PROBE, '--no-warnings'],
    env: {
      NODE_OPTIONS: '--title=other --unhandled-rejections=warn --max-old-space-size=512',
      PEAK_MEMORY_FILE: join(folder, 'peak'),
    },
  });
  expect(outcome).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(readFileSync(join(folder, 'alerts.out'), 'utf8')).toBe(readFileSync(ALERTS_FILE, 'utf8'));
});

test.concurrent('an engine whose alerts nobody takes stops reading, and loses none', async () => {
  const events = 60_000;
  const folder = workFolder({ 'rules/a.eql': 'any where true' });
  const child = startProgram(['replay', '-', '-q', '--alerts', '-'], { cwd: folder });
  let isSent = false;
  child.stdin.end(eventLines(events), () => {
    isSent = true;
  });
  const firstByte = new Promise((resolve) => child.stdout.once('readable', resolve));
  await firstByte;
  // All of it would be read in a part of this if the engine did not wait.
  await delay(3_000);
  expect(isSent).toBe(false);
  const alerts = await text(child.stdout);
  expect(isSent).toBe(true);
  expect(alerts.split('\n')).toHaveLength(events + 1);
});
