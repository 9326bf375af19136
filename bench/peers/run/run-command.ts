import { spawn } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { printable } from '../../../src/report/terminal-text.ts';
import type { Command } from '../peers/peer.ts';

/** What one run of a command took, starting and ending the process included. */
export interface Took {
  readonly wallNs: number;
  /** On processors, user and system, of all its threads. */
  readonly cpuNs: number;
}

/** bash's own `time` is the one thing that tells what a child took on processors and is installed nearly everywhere. */
const TIMED = 'TIMEFORMAT="%R %U %S"; { time "$0" "$@" 2>&3; } 3>&1 1>"$KESTREL_PEER_OUTPUT"';

/**
 * Runs a command in a process of its own and waits for it.
 *
 * @param command what to run
 * @param outputFile its standard output goes there; what was there is lost
 * @param folder for what it writes to standard error
 * @param timeLimitMs after which it is ended
 * @throws Error where it cannot be started, fails, or is ended; with the end of what it wrote to standard error
 */
export async function runCommand(
  command: Command,
  outputFile: string,
  folder: string,
  timeLimitMs: number,
): Promise<Took> {
  const errorFile = join(folder, 'stderr.txt');
  const timesFile = join(folder, 'times.txt');
  const [errors, times] = [await open(errorFile, 'w'), await open(timesFile, 'w')];
  try {
    // A group of its own, so that what bash started ends with it.
    const child = spawn('bash', ['-c', TIMED, command.file, ...command.args], {
      stdio: ['ignore', errors.fd, times.fd],
      env: { ...process.env, LC_ALL: 'C', KESTREL_PEER_OUTPUT: outputFile },
      detached: true,
    });
    const code = await ended(child, timeLimitMs);
    if (code !== 0) {
      // It may quote an event.
      const said = printable(
        (await readFile(errorFile, 'utf8')).replaceAll(/\s+/g, ' ').trim().slice(-1_000),
      );
      throw new Error(`${command.file} ended with ${code}${said === '' ? '' : `: ${said}`}`);
    }
  } finally {
    await Promise.all([errors.close(), times.close()]);
  }
  return parseTimes(await readFile(timesFile, 'utf8'));
}

type Ended = number | NodeJS.Signals | 'its time limit';

function ended(child: ReturnType<typeof spawn>, timeLimitMs: number): Promise<Ended> {
  return new Promise((resolve, reject) => {
    let isLate = false;
    const end = (): void => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      } catch {
        // It has just ended by itself.
      }
    };
    const timer = setTimeout(() => {
      isLate = true;
      end();
    }, timeLimitMs);
    // What was started does not outlive the bench.
    process.once('exit', end);
    const over = (): void => {
      clearTimeout(timer);
      process.off('exit', end);
    };
    child.once('error', (error) => {
      over();
      reject(new Error(`bash cannot be started, which measures: ${error.message}`));
    });
    child.once('close', (code, signal) => {
      over();
      resolve(isLate ? 'its time limit' : (code ?? signal ?? 1));
    });
  });
}

/** Reads `0.123 0.100 0.020`: wall, user, system, in seconds. */
function parseTimes(text: string): Took {
  const seconds = text.trim().split(' ').map(Number);
  const [wall, user, system] = seconds;
  if (wall === undefined || user === undefined || system === undefined || seconds.some(Number.isNaN))
    throw new Error(`bash's time wrote ${JSON.stringify(text.slice(0, 200))}, not three numbers`);
  return { wallNs: nanoseconds(wall), cpuNs: nanoseconds(user + system) };
}

/** Whole ones: bash tells thousandths of a second. */
function nanoseconds(seconds: number): number {
  return Math.round(seconds * 1e9);
}
