import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { V8_FLAGS } from '../dist/cli/tune-v8.js';

const CHILD = fileURLToPath(new URL('child.mjs', import.meta.url));

/**
 * Runs `child.mjs` in a fresh process, with V8 set as the command sets it.
 *
 * @param {readonly string[]} args
 * @returns {Promise<import('./child.mjs').ChildReport>}
 */
export async function inChild(args) {
  const { stdout } = await promisify(execFile)(process.execPath, [...V8_FLAGS, CHILD, ...args]);
  return JSON.parse(stdout);
}
