import { lstat, unlink } from 'node:fs/promises';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * A socket is there before its process listens on it, and refuses until then: a moment, longer on a busy machine.
 * Milliseconds.
 */
const BEGINNING_MS = 200;

/**
 * Removes a socket that nobody listens on: its process was killed. One that is listened on stays, also where nobody
 * answers.
 *
 * @param refuses whether nobody listens there now
 * @returns whether it is gone
 */
export async function removeIfStale(path: string, refuses = isRefused): Promise<boolean> {
  const before = await lstat(path).catch(() => undefined);
  if (before === undefined) return true;
  if (!before.isSocket() || !(await refuses(path))) return false;
  await delay(BEGINNING_MS);
  if (!(await refuses(path))) return false;
  // Somebody else may have found it stale as well, and listen there by now.
  const now = await lstat(path).catch(() => undefined);
  if (now === undefined) return true;
  if (now.ino !== before.ino || now.ctimeMs !== before.ctimeMs) return false;
  await unlink(path).catch(() => undefined);
  return true;
}

function isRefused(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    const settle = (refused: boolean): void => {
      socket.destroy();
      resolve(refused);
    };
    socket.once('connect', () => settle(false));
    socket.once('error', ({ code }: NodeJS.ErrnoException) => settle(code === 'ECONNREFUSED'));
  });
}
