import { lstat, unlink } from 'node:fs/promises';
import { connect } from 'node:net';

/**
 * Removes a socket that nobody listens on: its process was killed. One that is listened on stays, also where nobody
 * answers.
 *
 * @returns whether it is gone
 */
export async function removeIfStale(path: string): Promise<boolean> {
  const before = await lstat(path).catch(() => undefined);
  if (before === undefined) return true;
  if (!before.isSocket() || !(await isRefused(path))) return false;
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
