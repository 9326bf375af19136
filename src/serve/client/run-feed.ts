import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { printable } from '../../report/terminal-text.ts';
import type { LiveRule, LiveSnapshot } from '../../top/source/live-snapshot.ts';
import { EventReader, type ServerEvent } from './event-reader.ts';
import { announcementSchema, endSchema, snapshotSchema } from './wire-schema.ts';

/** How the stream of a run ended. */
export interface RunFeedEnd {
  /** False where the run did not say that it is over: its process was killed, or sent what cannot be understood. */
  readonly isOver: boolean;
  /** For the reader, printable; undefined where the run is over and that is all. */
  readonly message: string | undefined;
}

/** Seconds between snapshots: more often than any view reads, so that each refresh has new figures. */
const INTERVAL_SECONDS = 0.5;
/** The rules of a pack come as one event, with their sources. */
const MAX_EVENT_LENGTH = 64 * 1024 ** 2;
const MAX_MESSAGE_LENGTH = 500;

/** The stream of a run: its rules, its last snapshot, and how it ended. */
export class RunFeed {
  /** The rules, once there are figures too. Rejects where none came. */
  readonly begun: Promise<readonly LiveRule[]>;
  /** Resolves once, when nothing more will come; never after `detach`. */
  readonly ended: Promise<RunFeedEnd>;
  readonly #request: ClientRequest;
  readonly #nowMs: () => number;
  #snapshot: LiveSnapshot | undefined;
  #snapshotAtMs = 0;
  #isOpen = true;
  #rules: readonly LiveRule[] | undefined;
  #onBegun!: (rules: readonly LiveRule[]) => void;
  #onFailed!: (error: Error) => void;
  #onEnded!: (end: RunFeedEnd) => void;

  /** Begins to listen. @param nowMs a clock that never goes back */
  constructor(socketPath: string, nowMs: () => number) {
    this.#nowMs = nowMs;
    this.begun = new Promise((resolve, reject) => {
      this.#onBegun = resolve;
      this.#onFailed = reject;
    });
    this.ended = new Promise((resolve) => {
      this.#onEnded = resolve;
    });
    const path = `/events?interval=${INTERVAL_SECONDS}`;
    this.#request = request({ socketPath, path, agent: false }, (response) => this.#read(response));
    this.#request.on('error', (error) => this.fail(error.message));
    this.#request.end();
  }

  /** The last that came. */
  get snapshot(): LiveSnapshot | undefined {
    return this.#snapshot;
  }

  /** How long ago it came, milliseconds. */
  get snapshotAgeMs(): number {
    return this.#nowMs() - this.#snapshotAtMs;
  }

  /** Whether more may come. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** The run is not there any more, or cannot be understood. */
  fail(reason: string): void {
    if (!this.#isOpen) return;
    this.detach();
    this.#onFailed(new Error(shortened(reason)));
    this.#onEnded({ isOver: false, message: shortened(`the replay is gone: ${reason}`) });
  }

  /** Stops listening. May be called more than once. */
  detach(): void {
    this.#isOpen = false;
    this.#request.destroy();
  }

  #read(response: IncomingMessage): void {
    if (response.statusCode !== 200) {
      this.fail(`it answered with status ${response.statusCode}`);
      return;
    }
    const reader = new EventReader(MAX_EVENT_LENGTH, (event) => this.#take(event));
    response.setEncoding('utf8');
    response.on('error', (error) => this.fail(reasonOf(error)));
    response.on('close', () => this.fail('its process ended without a word'));
    response.on('data', (text: string) => {
      if (!this.#isOpen) return;
      try {
        reader.push(text);
      } catch (error) {
        this.fail(`it sent what this version does not understand (${(error as Error).name})`);
      }
    });
  }

  /** @throws Error where an event is not what it should be */
  #take({ event, data }: ServerEvent): void {
    if (!this.#isOpen) return;
    switch (event) {
      case 'run':
        this.#rules = announcementSchema.parse(JSON.parse(data)).rules;
        break;
      case 'snapshot':
        this.#takeSnapshot(snapshotSchema.parse(JSON.parse(data)));
        break;
      case 'end':
        this.#finish(endSchema.parse(JSON.parse(data)).message ?? undefined);
    }
  }

  #takeSnapshot(snapshot: LiveSnapshot): void {
    if (this.#rules === undefined || snapshot.figures.length !== this.#rules.length) {
      throw new Error('the figures are of other rules');
    }
    this.#snapshot = snapshot;
    this.#snapshotAtMs = this.#nowMs();
    this.#onBegun(this.#rules);
  }

  #finish(message: string | undefined): void {
    if (this.#snapshot === undefined) {
      this.fail('it ended before it sent figures');
      return;
    }
    this.detach();
    this.#onEnded({ isOver: true, message: message === undefined ? undefined : shortened(message) });
  }
}

/** A connection that breaks off has many names. */
function reasonOf({ code, message }: NodeJS.ErrnoException): string {
  return code === 'ECONNRESET' ? 'its process ended without a word' : message;
}

function shortened(message: string): string {
  return printable(message).slice(0, MAX_MESSAGE_LENGTH);
}
