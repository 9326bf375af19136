import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { V8_FLAGS } from '../dist/cli/tune-v8.js';

const CHILD = fileURLToPath(new URL('child.mjs', import.meta.url));

/**
 * Runs `child.mjs` in a fresh process. For replays V8 is set as the command sets it; the bare loop, which that slows
 * down by a tenth, has Node as it is.
 *
 * @param {readonly string[]} args
 * @returns {Promise<import('./child.mjs').ChildReport>}
 */
export async function inChild(args) {
  const flags = args[0] === 'bare' ? [] : V8_FLAGS;
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, CHILD, ...args]);
  return JSON.parse(stdout);
}
