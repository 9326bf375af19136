import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runCommand } from '../../../bench/peers/run/run-command.ts';

let folder: string;
let output: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'peers-'));
  output = join(folder, "what it's said");
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const run = (script: string, args: string[] = [], timeLimitMs = 60_000) =>
  runCommand({ file: process.execPath, args: ['-e', script, ...args] }, output, folder, timeLimitMs);

test('arguments arrive as they are, and the output goes to the file', async () => {
  const args = ['a b', `"'$HOME\`\\`, '*', ''];
  await run('console.error("noise"); console.log(JSON.stringify(process.argv.slice(1)))', args);
  expect(JSON.parse(readFileSync(output, 'utf8'))).toEqual(args);
});

test('what the command took is told, on processors too', async () => {
  const { wallNs, cpuNs } = await run('for (const end = Date.now() + 50; Date.now() < end; );');
  expect(Number.isSafeInteger(wallNs) && wallNs > 0).toBe(true);
  expect(Number.isSafeInteger(cpuNs) && cpuNs > 0).toBe(true);
});

test('a command that fails is told with what it said', async () => {
  await expect(run('console.error("no memory\\n\\u001b[31mleft"); process.exitCode = 3')).rejects.toThrow(
    /ended with 3: no memory left$/,
  );
});

test('a command that is not there is told', async () => {
  const command = { file: 'no-such-peer', args: [] };
  await expect(runCommand(command, output, folder, 60_000)).rejects.toThrow(/no-such-peer ended with 127/);
});

test('a command that takes too long is ended, with what bash started', async () => {
  const beat = join(folder, 'beat');
  const script = `setInterval(() => require('fs').appendFileSync(${JSON.stringify(beat)}, '.'), 10)`;
  await expect(run(script, [], 1_500)).rejects.toThrow(/ended with its time limit/);
  const size = existsSync(beat) ? readFileSync(beat).length : 0;
  await delay(100);
  expect(existsSync(beat) ? readFileSync(beat).length : 0).toBe(size);
});
