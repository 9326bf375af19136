import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { alertLines } from '../../fixtures/generator/output/alert-lines.ts';
import { COMMITTED } from '../../fixtures/generator/output/options.ts';
import { ALERTS_FILE, EVENTS_FILE } from '../fixtures/fixture-files.ts';
import { runProgram } from './support/run-program.ts';
import { workFolder } from './support/work-folder.ts';

const EXPECTED = readFileSync(ALERTS_FILE, 'utf8');

test.concurrent.each([
  { args: [] },
  { args: ['--batch-size', '1'] },
  { args: ['--batch-size', '7', '--no-index'] },
  { args: ['--batch-size', '256', '--no-accounting'] },
  { args: ['--batch-size', '5000'] },
  { args: ['--batch-size', '1024', '--no-index', '--no-accounting'] },
  { args: ['--lua', 'fengari'] },
  { args: ['--lua', 'fengari', '--batch-size', '1'] },
  { args: ['--lua', 'fengari', '--batch-size', '7', '--no-index', '--no-accounting'] },
])('the demo pack raises the expected alerts, byte for byte: $args', async ({ args }) => {
  const folder = workFolder();
  const outcome = await runProgram(['replay', EVENTS_FILE, '--alerts', 'alerts.ndjson', '-q', ...args], {
    cwd: folder,
  });
  expect(outcome).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(readFileSync(join(folder, 'alerts.ndjson'), 'utf8') === EXPECTED).toBe(true);
});

test.concurrent('the same from a gzipped file, with the alerts on stdout', async () => {
  const folder = workFolder({ 'intrusion.ndjson.gz': gzipSync(readFileSync(EVENTS_FILE)) });
  const { code, stdout } = await runProgram(['replay', 'intrusion.ndjson.gz', '--alerts', '-'], {
    cwd: folder,
  });
  expect(code).toBe(0);
  expect(stdout === EXPECTED).toBe(true);
});

test.concurrent.each(['plain', 'gzipped'])('the same from standard input, %s', async (form) => {
  const bytes = readFileSync(EVENTS_FILE);
  const input = form === 'plain' ? bytes : gzipSync(bytes);
  const { code, stdout } = await runProgram(['replay', '-', '--alerts', '-', '--no-accounting'], { input });
  expect(code).toBe(0);
  expect(stdout === EXPECTED).toBe(true);
});

test.concurrent('a replay that ends early raises what is open at its end', async () => {
  const limit = 900;
  const lines = [...alertLines(COMMITTED.seed, limit)];
  const atEnd = lines.slice(lines.findLastIndex((line) => !line.includes('"type":"Sequence"')) + 1);
  expect(atEnd).toHaveLength(4);
  const args = ['replay', EVENTS_FILE, '--alerts', '-', '--limit', String(limit), '--batch-size', '100'];
  const { stdout } = await runProgram(args);
  expect(stdout === `${lines.join('\n')}\n`).toBe(true);
});

test.concurrent('a shorter wait for late events raises the same alerts, sequences earlier', async () => {
  const args = ['replay', EVENTS_FILE, '--alerts', '-', '--reorder-window', '1m'];
  const { stdout } = await runProgram(args);
  expect(stdout === EXPECTED).toBe(false);
  expect(stdout.split('\n').sort()).toEqual(EXPECTED.split('\n').sort());
});

test.concurrent('a recording in two files is one stream', async () => {
  const lines = readFileSync(EVENTS_FILE, 'utf8').split(/(?<=\n)/);
  const folder = workFolder({
    'parts/1.ndjson': lines.slice(0, 1500).join(''),
    'parts/2.ndjson': lines.slice(1500).join(''),
  });
  const { stdout } = await runProgram(['replay', 'parts', '--alerts', '-'], { cwd: folder });
  expect(stdout === EXPECTED).toBe(true);
});
