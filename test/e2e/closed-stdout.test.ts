import { once } from 'node:events';
import { expect, test } from 'vitest';
import { EVENTS_FILE } from '../fixtures/fixture-files.ts';
import { eventLines } from './support/event-line.ts';
import { readRun } from './support/replay-folder.ts';
import { startProgram } from './support/run-program.ts';
import { workFolder } from './support/work-folder.ts';

/** Runs the program with a reader of its stdout that leaves before the first byte. */
async function withoutReader(args: readonly string[], cwd?: string) {
  const child = startProgram(args, { ...(cwd !== undefined && { cwd }) });
  child.stdin.end();
  child.stdout.destroy();
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stderr };
}

test.concurrent.each([
  { args: ['replay', EVENTS_FILE, '-q', '--alerts', '-'] },
  { args: ['replay', 'e.ndjson', '-q', '--dump', '-'] },
  { args: ['replay', 'e.ndjson'] },
  { args: ['convert', 'e.ndjson', '-q'] },
  { args: ['check', 'rules'] },
  { args: ['--help'] },
])('a reader that leaves early is no error: $args', async ({ args }) => {
  const folder = workFolder({ 'e.ndjson': eventLines(3), 'rules/a.eql': 'any where true' });
  const { code, stderr } = await withoutReader(args, folder);
  expect(code).toBe(0);
  expect(stderr).not.toMatch(/error|EPIPE|^ +at /m);
});

test.concurrent('what goes elsewhere is complete all the same', async () => {
  const folder = workFolder();
  const args = ['replay', EVENTS_FILE, '-q', '--alerts', '-', '--dump', 'run.json'];
  expect(await withoutReader(args, folder)).toEqual({ code: 0, stderr: '' });
  const run = readRun(folder);
  expect(run.stream.events).toBe(4_000);
  expect(run.alerts.count).toBe(659);
});
