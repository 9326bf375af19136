import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MAX_REQUESTS_PER_CONNECTION } from '../run-handler.ts';
import { accessCheck } from './access.ts';
import { hostAndPort, type ListenAddress } from './listen-address.ts';

/** Answers requests that may be answered. Must not throw. */
export interface RequestHandler {
  handle(request: IncomingMessage, response: ServerResponse): void;
}

/** A server over TCP. Nothing about it keeps the process alive. */
export interface HttpListener {
  /** With the port that really is listened on: `http://127.0.0.1:9100`. */
  readonly url: string;
  /** From now on requests are answered; before, they are told to come back. */
  serve(handler: RequestHandler): void;
  /** Takes no more connections. What is under way may still finish, for a moment. */
  close(): void;
}

/** What one client, and all of them together, may take. */
export interface ListenLimits {
  readonly connections: number;
  readonly headerBytes: number;
  /** For a client to send a request whole, from when it connects. */
  readonly requestMs: number;
  /** For a connection over which nothing goes, in either direction. */
  readonly idleMs: number;
}

/** More connections than the handler has streams, so that those never shut out others. */
export const DEFAULT_LISTEN_LIMITS: ListenLimits = {
  connections: 256,
  headerBytes: 8 * 1024,
  requestMs: 10_000,
  idleMs: 60_000,
};

export interface ListenSettings {
  /** Whoever asks must bring it. Needed for all but loopback addresses. */
  readonly token?: string | undefined;
  readonly limits?: ListenLimits;
}

/** Nobody can listen there: the message says why and what to do. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
}

const NOTHING_YET: RequestHandler = {
  handle: (_, response) => sendText(response, 503, 'the replay has not begun yet'),
};

/** For clients to read what was sent last. One that does not would keep the process alive for as long. */
const CLOSING_MS = 250;

/**
 * Listens, so that the address is taken before anything runs; what is served comes later.
 * @throws ListenError where the address cannot be had, or needs a token
 */
export async function listenOn(address: ListenAddress, settings: ListenSettings = {}): Promise<HttpListener> {
  const { token, limits = DEFAULT_LISTEN_LIMITS } = settings;
  const place = hostAndPort(address.host, address.port);
  if (!address.isLoopback && token === undefined)
    throw new ListenError(`${place} can be reached from other machines, so it needs a token`);
  const server = limitedServer(limits);
  const port = await bound(server, address);
  const check = accessCheck({ ...address, port }, token);
  let handler = NOTHING_YET;
  server.on('request', (request, response) => {
    const refusal = check(request.headers);
    if (refusal === undefined) handler.handle(request, response);
    else sendText(response, refusal.status, refusal.reason, refusal.headers);
  });
  return {
    url: `http://${hostAndPort(address.host, port)}`,
    serve: (served) => {
      handler = served;
    },
    close: () => {
      server.close();
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), CLOSING_MS).unref();
    },
  };
}

function limitedServer(limits: ListenLimits): Server {
  const server = createServer({
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.requestMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.requestMs,
    connectionsCheckingInterval: Math.min(limits.requestMs, 1_000),
  });
  server.maxConnections = limits.connections;
  server.maxRequestsPerSocket = MAX_REQUESTS_PER_CONNECTION;
  server.timeout = limits.idleMs;
  server.on('connection', (socket) => socket.unref());
  return server.unref();
}

/** Resolves to the port. */
function bound(server: Server, { host, port }: ListenAddress): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(listenError(hostAndPort(host, port), error)));
    server.listen({ host, port }, () => {
      // A server that fails later, for want of descriptors say, is no reason to end a replay.
      server.on('error', () => {});
      resolve((server.address() as AddressInfo).port);
    });
  });
}

const ADVICE: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program listens there; choose another port, or 0 for one that is free',
  EACCES: 'this needs more rights; choose a port from 1024 on',
  EADDRNOTAVAIL: 'this machine has no such address',
};

function listenError(place: string, error: NodeJS.ErrnoException): ListenError {
  const reason = ADVICE[error.code ?? ''] ?? error.message;
  return new ListenError(`cannot listen on ${place}: ${reason}`, { cause: error });
}

function sendText(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.on('error', () => {});
  response.writeHead(status, {
    ...headers,
    'Content-Type': 'text/plain; charset=utf-8',
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  });
  response.end(`${text}\n`);
}
