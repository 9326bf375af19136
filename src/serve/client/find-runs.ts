import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { findRuntimeFolder, type RuntimeHost } from '../runtime-folder.ts';
import { pidOfSocket, socketFolder } from '../socket-path.ts';
import { removeIfStale } from '../stale-socket.ts';
import { getText } from './get-text.ts';
import { descriptionSchema } from './wire-schema.ts';

/** A run that is served now. */
export interface FoundRun {
  /** Its socket. */
  readonly path: string;
  readonly pid: number;
  /** As the run calls itself: not to be trusted. */
  readonly title: string;
  readonly startedAt: Date;
}

/** All that was found. */
export interface FoundRuns {
  /** In the order in which they began. */
  readonly runs: readonly FoundRun[];
  /** Processes that serve something and did not say what in time, or in a way that this version does not understand. */
  readonly silentPids: readonly number[];
}

/** A process that is busy or stopped answers late or never. */
const DESCRIPTION_BOUNDS = { timeoutMs: 2_000, maxBytes: 64 * 1024 };
/** More than this nobody can choose from. */
const MAX_SOCKETS = 256;

/** The runs of this user that are served now. Sockets of processes that are gone are removed. @throws RuntimeFolderError */
export async function findRuns(host: RuntimeHost): Promise<FoundRuns> {
  const folder = await findRuntimeFolder(host);
  if (folder === undefined) return { runs: [], silentPids: [] };
  const sockets = socketFolder(folder, host);
  const names = await readdir(sockets);
  const found = names.flatMap((name) => {
    const pid = pidOfSocket(name, host);
    return pid === undefined ? [] : [{ pid, path: join(sockets, name) }];
  });
  const answers = await Promise.all(found.slice(0, MAX_SOCKETS).map(({ pid, path }) => ask(path, pid)));
  return {
    runs: answers
      .filter((answer) => typeof answer === 'object')
      .sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime() || a.pid - b.pid),
    silentPids: answers.filter((answer) => typeof answer === 'number').sort((a, b) => a - b),
  };
}

/** @returns the run, its process where that does not say, or undefined where it is gone */
async function ask(path: string, pid: number): Promise<FoundRun | number | undefined> {
  try {
    return await describe(path, pid);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    if (code !== 'ECONNREFUSED') return pid;
    if (await removeIfStale(path)) return undefined;
    // It had only just begun, and listens by now.
    return await describe(path, pid).catch(() => pid);
  }
}

/** @throws Error where it does not say, or not in a way that is understood */
async function describe(path: string, pid: number): Promise<FoundRun> {
  const text = await getText(path, '/run.json', DESCRIPTION_BOUNDS);
  const { title, startedAt } = descriptionSchema.parse(JSON.parse(text));
  return { path, pid, title, startedAt: new Date(startedAt) };
}
