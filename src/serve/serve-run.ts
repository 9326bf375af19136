import { chmod } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { forgetAtExit, removeAtExit } from './remove-at-exit.ts';
import { createRunHandler, MAX_REQUESTS_PER_CONNECTION, type RunHandler } from './run-handler.ts';
import { makeRuntimeFolder, type RuntimeHost } from './runtime-folder.ts';
import type { ServedRun } from './served-run.ts';
import { socketPath } from './socket-path.ts';
import { removeIfStale } from './stale-socket.ts';

/** A run that is served to the user who runs it. */
export interface RunServer {
  /** The socket, or the pipe on Windows. */
  readonly path: string;
  /** The run is over: viewers are told. */
  end(message?: string): void;
  /**
   * Ends the run for viewers and stops serving. Resolves when the socket is gone; waits at most 100 ms for viewers to
   * read the end, and not at all where there are none.
   */
  close(): Promise<void>;
}

/** Runs that one process may serve at a time. */
const MAX_RUNS = 1_000;
const MAX_CONNECTIONS = 256;
/** How long the end of a run waits for viewers that have not read all. Milliseconds. */
const MAX_WAIT_MS = 100;

/**
 * Serves a run on a socket in the user's runtime folder. It keeps no process alive, and what goes wrong once it serves
 * stays between it and its viewers.
 *
 * @throws RuntimeFolderError where there is no safe place for the socket
 * @throws Error where the system does not let it listen
 */
export async function serveRun(run: ServedRun, host: RuntimeHost): Promise<RunServer> {
  const folder = await makeRuntimeFolder(host);
  const handler = createRunHandler(run);
  const responses = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    responses.add(response);
    response.once('close', () => responses.delete(response));
    handler.handle(request, response);
  });
  server.maxConnections = MAX_CONNECTIONS;
  server.maxRequestsPerSocket = MAX_REQUESTS_PER_CONNECTION;
  server.on('connection', (socket) => socket.unref());
  const path = await listen(server, folder, host);
  server.on('error', () => {});
  server.unref();
  removeAtExit(path);
  return {
    path,
    end: (message) => handler.end(message),
    close: () => close(server, handler, responses, path),
  };
}

async function close(
  server: Server,
  handler: RunHandler,
  responses: ReadonlySet<ServerResponse>,
  path: string,
): Promise<void> {
  handler.end();
  const read = [...responses].map((response) => new Promise((resolve) => response.once('close', resolve)));
  const waiting = new AbortController();
  const tooLong = delay(MAX_WAIT_MS, undefined, { signal: waiting.signal }).catch(() => undefined);
  await Promise.race([Promise.all(read), tooLong]);
  waiting.abort();
  handler.close();
  // Node removes the socket's file.
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
  forgetAtExit(path);
}

async function listen(server: Server, folder: string, host: RuntimeHost): Promise<string> {
  for (let ordinal = 1; ordinal <= MAX_RUNS; ordinal++) {
    const path = socketPath(folder, process.pid, ordinal, host);
    const isFree =
      (await listenAt(server, path)) || ((await removeIfStale(path)) && (await listenAt(server, path)));
    if (isFree) return path;
  }
  throw new Error(`${MAX_RUNS} runs of this process are served already`);
}

/** @returns false where the place is taken */
async function listenAt(server: Server, path: string): Promise<boolean> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(path, () => {
        server.removeListener('error', reject);
        resolve();
      });
    });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') return false;
    throw new Error(`no socket could be opened: ${message}`);
  }
  // The folder lets nobody else in; this is for those who change its permissions.
  await chmod(path, 0o600).catch(() => undefined);
  return true;
}
