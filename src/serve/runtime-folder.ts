import { lstat, mkdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';

/** What of the machine decides where runs are served. Tests set all of it. */
export interface RuntimeHost {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform?: NodeJS.Platform;
  /** For temporary files. */
  readonly tempFolder?: string;
  /** Who the process runs as; undefined on systems without user numbers. */
  readonly userId?: number | undefined;
}

/** A runtime folder that must not be used, or cannot: `message` says which, why and what to do. */
export class RuntimeFolderError extends Error {
  override readonly name = 'RuntimeFolderError';
}

/** Anything but these bits lets others in. */
const OWNER_ONLY = 0o700;
const OTHERS_WRITE = 0o002;
/** What is in such a folder only its owner may rename or remove. */
const STICKY = 0o1000;
const ROOT = 0;

/**
 * Where this user's runs are served and where the last one is kept: `$XDG_RUNTIME_DIR/kestrel-perf`, else a folder named
 * after the user among the temporary files. The folder need not be there.
 */
export function runtimeFolderPath(host: RuntimeHost): string {
  const runtime = host.env.XDG_RUNTIME_DIR;
  // A relative one is invalid, says the specification, and is to be ignored.
  if (runtime !== undefined && isAbsolute(runtime)) return join(runtime, 'kestrel-perf');
  const user = userId(host);
  return join(host.tempFolder ?? tmpdir(), user === undefined ? 'kestrel-perf' : `kestrel-perf-${user}`);
}

/** The runtime folder, made if it is not there. @throws RuntimeFolderError where it cannot be made or is not safe */
export async function makeRuntimeFolder(host: RuntimeHost): Promise<string> {
  const folder = runtimeFolderPath(host);
  await assertSafeParent(dirname(folder), host);
  try {
    await mkdir(folder, { mode: OWNER_ONLY });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== 'EEXIST')
      throw new RuntimeFolderError(`${message}; set XDG_RUNTIME_DIR to a folder of yours`);
  }
  await assertSafe(folder, host);
  return folder;
}

/** The runtime folder; undefined where there is none. @throws RuntimeFolderError where it is not safe */
export async function findRuntimeFolder(host: RuntimeHost): Promise<string | undefined> {
  const folder = runtimeFolderPath(host);
  await assertSafeParent(dirname(folder), host);
  return (await assertSafe(folder, host)) ? folder : undefined;
}

/**
 * Whoever may rename what is in the folder above can put another folder in the place of ours, after we have looked. So
 * may its owner: `su` without `-` leaves XDG_RUNTIME_DIR as the other user had it.
 */
async function assertSafeParent(parent: string, host: RuntimeHost): Promise<void> {
  const user = userId(host);
  const status = user === undefined ? undefined : await stat(parent).catch(() => undefined);
  // One that is not there is told of by whoever needs it.
  if (status === undefined) return;
  const refuse = (why: string): never => {
    throw new RuntimeFolderError(`${parent} ${why}; set XDG_RUNTIME_DIR to a folder of yours`);
  };
  if (status.uid !== user && status.uid !== ROOT) refuse('belongs to another user');
  if ((status.mode & OTHERS_WRITE) !== 0 && (status.mode & STICKY) === 0)
    refuse('can be changed by other users');
}

/** Temporary folders are shared: whoever was there first may have made one to listen in. @returns whether it is there */
async function assertSafe(folder: string, host: RuntimeHost): Promise<boolean> {
  const status = await lstat(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new RuntimeFolderError(`${error.message}; set XDG_RUNTIME_DIR to a folder of yours`);
  });
  if (status === undefined) return false;
  const refuse = (why: string): never => {
    throw new RuntimeFolderError(`${folder} ${why}; remove it, or set XDG_RUNTIME_DIR to a folder of yours`);
  };
  if (status.isSymbolicLink()) refuse('is a symbolic link');
  if (!status.isDirectory()) refuse('is not a folder');
  const user = userId(host);
  // Systems without user numbers have no such permissions either.
  if (user === undefined) return true;
  if (status.uid !== user) refuse('belongs to another user');
  if ((status.mode & 0o777 & ~OWNER_ONLY) !== 0) refuse('is open to other users');
  return true;
}

function userId(host: RuntimeHost): number | undefined {
  return 'userId' in host ? host.userId : process.getuid?.();
}
