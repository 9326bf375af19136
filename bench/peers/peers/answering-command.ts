import { execFile } from 'node:child_process';

/** Longer than any of them needs. Milliseconds. */
const TIME_LIMIT_MS = 30_000;

/**
 * What a command writes to its standard output, or undefined where there is no such command or it fails.
 *
 * @param file the program
 * @param args for it
 */
export function answeringCommand(file: string, args: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(file, args, { timeout: TIME_LIMIT_MS }, (error, stdout) =>
      resolve(error === null ? stdout.trim() : undefined),
    );
  });
}
