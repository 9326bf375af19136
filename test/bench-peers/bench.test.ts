import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const MAIN = fileURLToPath(new URL('../../bench/peers/main.ts', import.meta.url));
const EVENTS = fileURLToPath(new URL('../../fixtures/events/intrusion.ndjson', import.meta.url));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bench-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

interface Ran {
  readonly code: number | string | null | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the bench, with its own folder for what it writes meanwhile. */
function bench(...args: string[]): Promise<Ran> {
  const env = { ...process.env, TMPDIR: folder };
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', MAIN, ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : error.code, stdout, stderr }),
    );
  });
}

test('kestrel-perf agrees with itself, is timed, and nothing is left behind', async () => {
  const recording = join(folder, 'recording.ndjson');
  const out = join(folder, 'figures.json');
  writeFileSync(recording, readFileSync(EVENTS, 'utf8').split('\n').slice(0, 300).join('\n'));
  const { code, stdout, stderr } = await bench(
    recording,
    ...['--rules', '3', '--rounds', '1', '--peers', 'jq', '--out', out],
  );
  expect(stderr).toContain('3 rules, round 1 of 1 done');
  expect(stderr).not.toContain('not timed');
  expect(code).toBe(0);
  expect(stdout).toContain('300 events, ');
  expect(stdout).toMatch(/^kestrel-perf +300 /m);
  const { ruleSets } = JSON.parse(readFileSync(out, 'utf8'));
  expect(ruleSets).toMatchObject([{ rules: 3, refusals: [] }]);
  const timed = ruleSets[0].timings.map(({ peer }: { peer: string }) => peer);
  expect(timed.slice(0, 2)).toEqual(['kestrel-perf', 'kestrel-perf-bare']);
  rmSync(out);
  rmSync(recording);
  // What tsx keeps between runs is not the bench's.
  expect(readdirSync(folder).filter((name) => !name.startsWith('tsx-'))).toEqual([]);
}, 240_000);

test('a command line that is wrong ends with the usage, a recording that is not there with a reason', async () => {
  expect(await bench('--rounds', 'many')).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringMatching(/^--rounds takes whole numbers from 1, not "many"\n\nusage: /),
  });
  const missing = await bench(join(folder, 'missing.ndjson'), '--peers', 'jq');
  expect(missing).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/bench:peers: .*missing\.ndjson cannot be converted to ECS: error: /),
  });
  expect(missing.stderr).not.toMatch(/^ +at /m);
}, 120_000);
