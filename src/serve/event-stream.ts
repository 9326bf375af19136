import type { ServerResponse } from 'node:http';

/** So often something is sent, so that whoever is in between does not take the connection for dead. Milliseconds. */
const HEARTBEAT_MS = 15_000;

/** The events that a stream carries, ready to be sent. @see eventText */
export interface StreamContent {
  /** Sent first. */
  readonly opening: () => Buffer;
  /** Sent every interval; undefined where there is nothing to send this time. */
  readonly frame: () => Buffer | undefined;
}

/** One event as server-sent events are written. @param json on one line */
export function eventText(event: string, json: string): string {
  return `event: ${event}\ndata: ${json}\n\n`;
}

/**
 * Server-sent events for one client. What a client has not read yet is at most one frame: while it is behind, frames are
 * left out. Its timers keep no process alive.
 */
export class EventStream {
  readonly #response: ServerResponse;
  readonly #content: StreamContent;
  readonly #timers: readonly NodeJS.Timeout[];

  /** Sends the opening and a first frame. @param onClose called once, when the client is gone or the stream ended */
  constructor(response: ServerResponse, content: StreamContent, intervalMs: number, onClose: () => void) {
    this.#response = response;
    this.#content = content;
    response.write(content.opening());
    const frame = content.frame();
    if (frame !== undefined) response.write(frame);
    const timers = [setInterval(() => this.#sendFrame(), intervalMs)];
    if (intervalMs > HEARTBEAT_MS) timers.push(setInterval(() => this.#send(':\n\n'), HEARTBEAT_MS));
    this.#timers = timers.map((timer) => timer.unref());
    response.once('close', () => {
      this.#stopTimers();
      onClose();
    });
  }

  /** Sends a last frame and `last`, and ends the response. A client that is behind is sent no frame. */
  end(last: string): void {
    this.#stopTimers();
    this.#sendFrame();
    this.#response.end(last);
  }

  #sendFrame(): void {
    if (this.#isBehind()) return;
    const frame = this.#content.frame();
    if (frame !== undefined) this.#response.write(frame);
  }

  #send(text: string): void {
    if (!this.#isBehind()) this.#response.write(text);
  }

  #isBehind(): boolean {
    return this.#response.writableNeedDrain || this.#response.destroyed;
  }

  #stopTimers(): void {
    for (const timer of this.#timers) clearInterval(timer);
  }
}
