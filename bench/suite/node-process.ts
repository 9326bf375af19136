import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { V8_FLAGS } from '../../dist/cli/tune-v8.js';

/** The program as users start it. */
export const PROGRAM = fileURLToPath(new URL('../../bin/kestrel-perf.js', import.meta.url));

const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

/** Runs Node and resolves to what it printed. @throws Error with what it complained of, when it fails */
export async function runNode(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const options = { env: { ...process.env, ...env }, maxBuffer: MAX_OUTPUT_BYTES };
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [...args], options);
    return stdout;
  } catch (error) {
    const { stderr = '', message } = error as Error & { stderr?: string };
    throw new Error(`node ${args.join(' ')} failed: ${stderr.trim() || message}`);
  }
}

/** The same for a script that replays through the library: with V8 set as the command sets it for itself. */
export function runTuned(args: readonly string[]): Promise<string> {
  return runNode([...V8_FLAGS, ...args]);
}

/** Where a script of `bench` is. @param name relative to `bench/suite` */
export function scriptPath(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}
