import type { IncomingMessage, ServerResponse } from 'node:http';
import { OPEN_METRICS_CONTENT_TYPE } from '../report/exporters/open-metrics.ts';
import { CounterFloor } from '../report/exporters/open-metrics-floor.ts';
import { EventStream, eventText } from './event-stream.ts';
import { PROTOCOL_VERSION, type RunDescription } from './protocol.ts';
import { Recent } from './recent.ts';
import { ROUTES_TEXT, type Route, routeOf } from './routes.ts';
import { RunPages } from './run-pages.ts';
import type { ServedRun } from './served-run.ts';
import { wireJson } from './wire-json.ts';

/** Answers HTTP requests about a run, whatever they come through. */
export interface RunHandler {
  /** Answers one request. Never throws. */
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** The run is over: event streams are sent a last snapshot and the end, then they close. Requests go on being answered. */
  end(message?: string): void;
  /** Ends every response that is still open, at once. */
  close(): void;
}

/** What tests set. */
export interface RunHandlerSettings {
  /** A clock that never goes back, milliseconds. */
  readonly nowMs?: () => number;
}

/** Streams that may be open at a time; each costs a little of the time of the thread that reports. */
export const MAX_EVENT_STREAMS = 128;
/**
 * What a server in front of a handler allows: Node reads on while an answer waits for its client, hands out all
 * requests that it reads, and never says that those behind the first have lost their client.
 */
export const MAX_REQUESTS_PER_CONNECTION = 1;
/** Snapshots younger than this are not taken again for another viewer. Milliseconds. */
const SNAPSHOT_LIFE_MS = 100;
/** A whole run file takes longer to make. Milliseconds. */
const RUN_FILE_LIFE_MS = 250;

/** What is served of a run: `/`, `/run.json`, `/snapshot.json`, `/metrics`, `/events`, `/rules/N.json`. */
export function createRunHandler(run: ServedRun, settings: RunHandlerSettings = {}): RunHandler {
  return new Handler(run, settings.nowMs ?? (() => performance.now()));
}

class Handler implements RunHandler {
  readonly #run: ServedRun;
  readonly #streams = new Set<EventStream>();
  readonly #responses = new Set<ServerResponse>();
  readonly #snapshot: Recent<Buffer>;
  readonly #pages: Recent<RunPages>;
  #opening: Buffer | undefined;
  /** The event that says so, once the run is over. */
  #end: string | undefined;

  constructor(run: ServedRun, nowMs: () => number) {
    this.#run = run;
    const snapshot = () => Buffer.from(eventText('snapshot', wireJson(run.source.read())));
    this.#snapshot = new Recent(snapshot, SNAPSHOT_LIFE_MS, nowMs);
    const floor = new CounterFloor();
    this.#pages = new Recent(() => new RunPages(run.runFile(), floor), RUN_FILE_LIFE_MS, nowMs);
  }

  handle(request: IncomingMessage, response: ServerResponse): void {
    this.#responses.add(response);
    response.once('close', () => this.#responses.delete(response));
    // The client went away; nobody is left to be told.
    response.on('error', () => {});
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('X-Content-Type-Options', 'nosniff');
    try {
      this.#answer(request, response);
    } catch (error) {
      this.#failed(response, error);
    }
  }

  end(message?: string): void {
    if (this.#end !== undefined) return;
    this.#end = eventText('end', wireJson({ message: message ?? null }));
    this.#snapshot.forget();
    this.#pages.forget();
    for (const stream of this.#streams) stream.end(this.#end);
  }

  close(): void {
    for (const response of this.#responses) response.destroy();
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD');
      sendText(response, 405, 'only GET and HEAD are answered\n');
      return;
    }
    const route = routeOf(request.url ?? '/', this.#run.source.rules.length);
    switch (route.to) {
      case 'index':
        sendText(response, 200, ROUTES_TEXT);
        break;
      case 'run':
        sendJson(response, `${wireJson(this.#description())}\n`);
        break;
      case 'snapshot':
        this.#sendRunFile(response);
        break;
      case 'metrics':
        send(response, 200, OPEN_METRICS_CONTENT_TYPE, this.#pages.get().metrics);
        break;
      case 'rule':
        sendJson(response, `${wireJson(this.#run.source.details(route.rule))}\n`);
        break;
      case 'events':
        this.#sendEvents(request, response, route);
        break;
      case 'bad-request':
        sendText(response, 400, `${route.reason}\n`);
        break;
      case 'nothing':
        sendText(response, 404, `there is no such page\n\n${ROUTES_TEXT}`);
    }
  }

  #description(): RunDescription {
    const { title, startedAt } = this.#run;
    return { version: PROTOCOL_VERSION, title, startedAt: startedAt.toISOString(), pid: process.pid };
  }

  #sendRunFile(response: ServerResponse): void {
    this.#pages.get().json.then(
      (bytes) => send(response, 200, JSON_TYPE, bytes),
      (error: unknown) => this.#failed(response, error),
    );
  }

  #sendEvents(request: IncomingMessage, response: ServerResponse, { intervalMs }: EventsRoute): void {
    if (this.#streams.size >= MAX_EVENT_STREAMS) {
      sendText(response, 503, `${MAX_EVENT_STREAMS} viewers are attached already; detach one\n`);
      return;
    }
    const content = { opening: () => this.#announcement(), frame: () => this.#frame() };
    // Before the headers, so that one that cannot be made is an error and no broken stream.
    content.opening();
    response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8' });
    if (request.method === 'HEAD') {
      response.end();
      return;
    }
    const stream = new EventStream(response, content, intervalMs, () => this.#streams.delete(stream));
    this.#streams.add(stream);
    if (this.#end !== undefined) stream.end(this.#end);
  }

  /** The same for all viewers, and large: it is made once. */
  #announcement(): Buffer {
    const announcement = { ...this.#description(), rules: this.#run.source.rules };
    this.#opening ??= Buffer.from(eventText('run', wireJson(announcement)));
    return this.#opening;
  }

  /** One snapshot that cannot be taken is left out: the next may be. */
  #frame(): Buffer | undefined {
    try {
      return this.#snapshot.get();
    } catch {
      return undefined;
    }
  }

  #failed(response: ServerResponse, error: unknown): void {
    if (response.headersSent) response.destroy();
    else sendText(response, 500, `this could not be made: ${(error as Error).message}\n`);
  }
}

type EventsRoute = Extract<Route, { to: 'events' }>;

const JSON_TYPE = 'application/json; charset=utf-8';

function sendText(response: ServerResponse, status: number, text: string): void {
  send(response, status, 'text/plain; charset=utf-8', text);
}

function sendJson(response: ServerResponse, text: string): void {
  send(response, 200, JSON_TYPE, text);
}

/** Node leaves the body out where the method is HEAD. */
function send(response: ServerResponse, status: number, type: string, content: string | Buffer): void {
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(content) });
  response.end(content);
}
