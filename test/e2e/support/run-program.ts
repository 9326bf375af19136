import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';

// Processes start slowly on a busy machine; a test fails for what the program does, not for when.
vi.setConfig({ testTimeout: 120_000 });

/** The program as users start it. */
export const PROGRAM = fileURLToPath(new URL('../../../bin/kestrel-perf.js', import.meta.url));

export interface ProgramOptions {
  readonly cwd?: string;
  /** What stdin holds; nothing unless given. */
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** Options of Node itself. */
  readonly nodeArgs?: readonly string[];
}

export interface Finished {
  /** Null where a signal ended the process. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the program. Whoever calls it ends its stdin and waits for it. */
export function startProgram(
  args: readonly string[],
  { cwd, env = {}, nodeArgs = [] }: ProgramOptions = {},
): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, [...nodeArgs, PROGRAM, ...args], {
    cwd,
    // A CI job that runs the tests is not the one that is tested.
    env: { ...process.env, GITHUB_ACTIONS: '', GITHUB_STEP_SUMMARY: '', ...env },
  });
  // The program may end before it has read its stdin; what it says about that is judged, not the pipe.
  child.stdin.on('error', () => {});
  return child;
}

/** Waits until the program has ended and all it wrote has arrived. */
export async function finish(child: ChildProcessWithoutNullStreams): Promise<Finished> {
  const [[code], stdout, stderr] = await Promise.all([
    once(child, 'close') as Promise<[number | null]>,
    text(child.stdout),
    text(child.stderr),
  ]);
  return { code, stdout, stderr };
}

/** Runs the program to its end. */
export function runProgram(args: readonly string[], options: ProgramOptions = {}): Promise<Finished> {
  const child = startProgram(args, options);
  child.stdin.end(options.input ?? '');
  return finish(child);
}
