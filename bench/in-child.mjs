import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const CHILD = fileURLToPath(new URL('child.mjs', import.meta.url));

/**
 * Runs `child.mjs` in a fresh process.
 *
 * @param {readonly string[]} args
 * @returns {Promise<import('./child.mjs').ChildReport>}
 */
export async function inChild(args) {
  const { stdout } = await promisify(execFile)(process.execPath, [CHILD, ...args]);
  return JSON.parse(stdout);
}
