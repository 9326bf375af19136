import { join } from 'node:path';
import { RuntimeFolderError, type RuntimeHost } from './runtime-folder.ts';

/** Bytes that the path of a socket may have: what the system has room for, less the end of the string. */
const MAX_PATH_BYTES = { linux: 107, other: 103 } as const;
const SOCKET_NAME = /^(\d{1,10})(?:-\d{1,4})?\.sock$/;
const PIPE_FOLDER = '\\\\.\\pipe\\';
const PIPE_NAME = /^kestrel-perf-(\d{1,10})(?:-\d{1,4})?$/;

/**
 * Where a run is served. Windows has no folder for pipes: their names begin with ours.
 *
 * @param ordinal from 1; a process may serve more than one run
 * @throws RuntimeFolderError where the path is longer than the system takes
 */
export function socketPath(folder: string, pid: number, ordinal: number, host: RuntimeHost): string {
  const name = ordinal === 1 ? `${pid}` : `${pid}-${ordinal}`;
  const platform = platformOf(host);
  if (platform === 'win32') return `${PIPE_FOLDER}kestrel-perf-${name}`;
  const path = join(folder, `${name}.sock`);
  const most = platform === 'linux' ? MAX_PATH_BYTES.linux : MAX_PATH_BYTES.other;
  if (Buffer.byteLength(path) > most) {
    throw new RuntimeFolderError(
      `${path} is longer than the ${most} bytes that a socket's path may have; set XDG_RUNTIME_DIR to a shorter path`,
    );
  }
  return path;
}

/** The folder that holds the sockets of all runs. */
export function socketFolder(runtimeFolder: string, host: RuntimeHost): string {
  return platformOf(host) === 'win32' ? PIPE_FOLDER : runtimeFolder;
}

/** The process that a socket is named after; undefined for files that are no socket of ours. */
export function pidOfSocket(name: string, host: RuntimeHost): number | undefined {
  const pid = (platformOf(host) === 'win32' ? PIPE_NAME : SOCKET_NAME).exec(name)?.[1];
  return pid === undefined ? undefined : Number(pid);
}

function platformOf({ platform = process.platform }: RuntimeHost): NodeJS.Platform {
  return platform;
}
