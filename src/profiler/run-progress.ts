import { checkLength, createTable, readHeader, type TableLayout } from './table-header.ts';

/**
 * The layout of the buffer, version 1, in the machine's byte order:
 *
 *     header   4 × uint32    magic, layout version, state, 0
 *     figures  float64 × 5   bytesRead, bytesTotal, eventsDecoded, events, wallTimeNs
 *     times    int64 × 2     firstEventNs, lastEventNs
 */
const HEADER_FIELDS = 4;
const LAYOUT: TableLayout = {
  name: 'table of progress',
  // "KPRP" read as a big-endian number.
  magic: 0x4b505250,
  version: 1,
  headerFields: HEADER_FIELDS,
};
const STATE_FIELD = 2;
const FIGURES_OFFSET = HEADER_FIELDS * 4;
const FIGURES = 5;
const TIMES_OFFSET = FIGURES_OFFSET + FIGURES * 8;
const BUFFER_BYTES = TIMES_OFFSET + 2 * 8;

const BYTES_READ = 0;
const BYTES_TOTAL = 1;
const EVENTS_DECODED = 2;
const EVENTS = 3;
const WALL_TIME_NS = 4;
const FIRST_EVENT = 0;
const LAST_EVENT = 1;

/** What stands for a time that is not known: the smallest int64, as 0 would be 1970. */
const NO_TIME = -(2n ** 63n);

/**
 * What an engine is at: its thread starts, its rules are loaded and compiled, events run, what was still open is
 * decided; then it is done, or something broke. In this order.
 */
export const RUN_STATES = ['starting', 'loading', 'running', 'ending', 'done', 'failed'] as const;

export type RunState = (typeof RUN_STATES)[number];

/** How far a run is after a batch. */
export interface ProgressFigures {
  /** Of the inputs as stored: compressed bytes count. */
  readonly bytesRead: number;
  /** Undefined where the size of an input cannot be known. */
  readonly bytesTotal: number | undefined;
  /** Events of the stream so far, also those outside the time range. */
  readonly eventsDecoded: number;
  /** Events handed to the engine. */
  readonly events: number;
  /** Since the first byte was asked for; compiling came before. */
  readonly wallTimeNs: number;
  /** Times of the first and last event that have one, nanoseconds since 1970; undefined where none has. */
  readonly firstEventNs: bigint | undefined;
  readonly lastEventNs: bigint | undefined;
}

/**
 * How far a run is, in shared memory: the engine's thread writes after every batch, others read whenever they like,
 * also after that thread is gone. Each value is written whole; a reader may see one a batch ahead of another.
 */
export class RunProgress {
  readonly buffer: SharedArrayBuffer;
  readonly #header: Uint32Array;
  readonly #figures: Float64Array;
  readonly #times: BigInt64Array;

  private constructor(buffer: SharedArrayBuffer) {
    this.buffer = buffer;
    this.#header = new Uint32Array(buffer, 0, HEADER_FIELDS);
    this.#figures = new Float64Array(buffer, FIGURES_OFFSET, FIGURES);
    this.#times = new BigInt64Array(buffer, TIMES_OFFSET, 2);
  }

  /** That of a run which has not begun. */
  static create(): RunProgress {
    const progress = new RunProgress(createTable(LAYOUT, BUFFER_BYTES));
    progress.#figures[BYTES_TOTAL] = Number.NaN;
    progress.#times.fill(NO_TIME);
    return progress;
  }

  /**
   * That of a buffer which another thread made with `create`.
   * @throws Error when the buffer holds none, or one of another layout.
   */
  static view(buffer: SharedArrayBuffer): RunProgress {
    readHeader(buffer, LAYOUT);
    checkLength(buffer, LAYOUT, BUFFER_BYTES);
    return new RunProgress(buffer);
  }

  get state(): RunState {
    return RUN_STATES[this.#header[STATE_FIELD]!]!;
  }

  set state(state: RunState) {
    this.#header[STATE_FIELD] = RUN_STATES.indexOf(state);
  }

  /** Notes how far the run is. */
  update(figures: ProgressFigures): void {
    this.#figures[BYTES_READ] = figures.bytesRead;
    this.#figures[BYTES_TOTAL] = figures.bytesTotal ?? Number.NaN;
    this.#figures[EVENTS_DECODED] = figures.eventsDecoded;
    this.#figures[EVENTS] = figures.events;
    this.#figures[WALL_TIME_NS] = figures.wallTimeNs;
    this.#times[FIRST_EVENT] = figures.firstEventNs ?? NO_TIME;
    this.#times[LAST_EVENT] = figures.lastEventNs ?? NO_TIME;
  }

  /** What was noted last. */
  get figures(): ProgressFigures {
    const bytesTotal = this.#figures[BYTES_TOTAL]!;
    return {
      bytesRead: this.#figures[BYTES_READ]!,
      bytesTotal: Number.isNaN(bytesTotal) ? undefined : bytesTotal,
      eventsDecoded: this.#figures[EVENTS_DECODED]!,
      events: this.#figures[EVENTS]!,
      wallTimeNs: this.#figures[WALL_TIME_NS]!,
      firstEventNs: knownTime(this.#times[FIRST_EVENT]!),
      lastEventNs: knownTime(this.#times[LAST_EVENT]!),
    };
  }
}

function knownTime(timeNs: bigint): bigint | undefined {
  return timeNs === NO_TIME ? undefined : timeNs;
}
