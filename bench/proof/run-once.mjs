import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { parseRun } from 'kestrel-perf';

const PROGRAM = fileURLToPath(new URL('../../bin/kestrel-perf.js', import.meta.url));

/** A folder that is gone when the process ends. */
export function scratchFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'kestrel-perf-proof-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * One replay in a process of its own, as a user would start it.
 *
 * @param {string} events
 * @param {string} rules
 * @param {readonly string[]} [options]
 */
export async function runOnce(events, rules, options = []) {
  const folder = mkdtempSync(join(tmpdir(), 'kestrel-perf-run-'));
  try {
    const dump = join(folder, 'run.json');
    const args = ['replay', events, '--rules', rules, '--quiet', '--dump', dump, ...options];
    await promisify(execFile)(process.execPath, [PROGRAM, ...args]);
    return parseRun(readFileSync(dump, 'utf8'), dump);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Ends a proof: prints what held or broke, and sets the exit code. */
export function conclude(/** @type {readonly { what: string, held: boolean }[]} */ claims) {
  for (const { what, held } of claims) console.log(`${held ? 'held  ' : 'broken'}  ${what}`);
  if (claims.some(({ held }) => !held)) process.exitCode = 1;
}
