import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const MAIN = fileURLToPath(new URL('../../../bench/suite/main.ts', import.meta.url));

function runMain(...args: readonly string[]) {
  return spawnSync(process.execPath, ['--import', 'tsx', MAIN, ...args], { encoding: 'utf8' });
}

test('help names all groups', () => {
  const { status, stdout } = runMain('--help');
  expect(status).toBe(0);
  expect(stdout).toMatch(/decode, extract, eql, sequences, lua, wasm, index, replay, .*overhead, memory/);
});

test('a recording that does not exist is one line and the usage, not a stack trace', () => {
  const { status, stdout, stderr } = runMain('--quick', 'no-such-file.ndjson');
  expect(status).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^error: .*no-such-file\.ndjson.*\n\nusage: npm run bench/);
  expect(stderr).not.toMatch(/^ +at /m);
});
