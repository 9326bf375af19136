import type { MetricsTable } from '../metrics-table.ts';
import { checkLength, checkSame, createTable, readHeader, type TableLayout } from '../table-header.ts';
import {
  type PartEnd,
  SERIES_COLUMNS,
  type SeriesColumn,
  type SeriesFindings,
  type SeriesPart,
} from './series-findings.ts';

/** The most parts that are kept. */
export const MAX_PARTS = 64;
/** How many events a part has at least, as long as there is room for all parts. */
const FIRST_STRETCH_EVENTS = 256;

/**
 * The layout of the buffer, version 1, in the machine's byte order:
 *
 *     header   8 × uint32   magic, layout version, numbers of rules, columns and parts there is room for,
 *                           changes, parts, closed parts
 *     events, lastEvent, timeNs   float64 × 64 each
 *     totals   float64 × 64 × columns × rules   of closed parts: the metrics table at their ends
 *     eventTimeNs   int64 × 64
 */
const LAYOUT: TableLayout = {
  name: 'series table',
  // "KPST" read as a big-endian number.
  magic: 0x4b505354,
  version: 1,
  headerFields: 8,
};
const HEADER_BYTES = 4 * LAYOUT.headerFields;
const VALUE_BYTES = 8;
const CHANGES_FIELD = 5;
const PARTS_FIELD = 6;
const CLOSED_FIELD = 7;
/** Figures of a part besides totals: three numbers and a time. */
const END_FIGURES = 4;

/** What stands for a time that is not known: the smallest int64, as 0 would be 1970. */
const NO_TIME = -(2n ** 63n);

/** How long a reader waits for a writer that is at it, which takes it a millisecond at most. */
const WAIT_MS = 1;
const MOST_WAITS = 20;

type SharedValues = Float64Array<SharedArrayBuffer>;

/**
 * The parts of a run over one SharedArrayBuffer, 3.6 kB a rule. One thread writes; others read at any time, and read again
 * where the writer was at it: parts move when they become too many, so half a change would be wrong and not just old.
 */
export class SeriesTable {
  readonly buffer: SharedArrayBuffer;
  readonly ruleCount: number;
  readonly #header: Int32Array<SharedArrayBuffer>;
  readonly #events: SharedValues;
  readonly #lastEvent: SharedValues;
  readonly #timeNs: SharedValues;
  readonly #eventTimeNs: BigInt64Array<SharedArrayBuffer>;
  /** By part, column and rule. */
  readonly #totals: SharedValues;
  /** A part ends with the batch in which a multiple of it is reached. Known to the thread that adds only. */
  #stretchEvents = FIRST_STRETCH_EVENTS;

  private constructor(buffer: SharedArrayBuffer, ruleCount: number) {
    this.buffer = buffer;
    this.ruleCount = ruleCount;
    this.#header = new Int32Array(buffer, 0, LAYOUT.headerFields);
    let offset = HEADER_BYTES;
    const take = (length: number): SharedValues => {
      const values = new Float64Array(buffer, offset, length);
      offset += values.byteLength;
      return values;
    };
    this.#events = take(MAX_PARTS);
    this.#lastEvent = take(MAX_PARTS);
    this.#timeNs = take(MAX_PARTS);
    this.#totals = take(MAX_PARTS * SERIES_COLUMNS.length * ruleCount);
    this.#eventTimeNs = new BigInt64Array(buffer, offset, MAX_PARTS);
  }

  /**
   * An empty table.
   * @throws RangeError when `ruleCount` is not a whole number from 0
   */
  static create(ruleCount: number): SeriesTable {
    if (!Number.isSafeInteger(ruleCount) || ruleCount < 0)
      throw new RangeError(`a series table needs a whole number of rules, not ${ruleCount}`);
    const shape = [ruleCount, SERIES_COLUMNS.length, MAX_PARTS];
    return new SeriesTable(createTable(LAYOUT, byteLength(ruleCount), shape), ruleCount);
  }

  /**
   * The table in a buffer that another thread made with `create`; both see the same values.
   * @throws Error when the buffer holds no series table, or one of another layout
   */
  static view(buffer: SharedArrayBuffer): SeriesTable {
    const [ruleCount, columns, parts] = readHeader(buffer, LAYOUT);
    checkSame(LAYOUT, 'columns', columns!, SERIES_COLUMNS.length);
    checkSame(LAYOUT, 'parts', parts!, MAX_PARTS);
    checkLength(buffer, LAYOUT, byteLength(ruleCount!));
    return new SeriesTable(buffer, ruleCount!);
  }

  /**
   * Notes what was counted up to the end of a batch, and closes the part at hand where a stretch ends with it or within it.
   * Only one thread may add.
   *
   * @param end later than the last time
   * @param metrics what all rules have cost and found by now
   */
  add(end: PartEnd, metrics: MetricsTable): void {
    Atomics.add(this.#header, CHANGES_FIELD, 1);
    const closed = this.#closed;
    this.#setEnd(closed, end);
    this.#header[PARTS_FIELD] = closed + 1;
    const begin = closed === 0 ? 0 : this.#events[closed - 1]!;
    if (this.#stretchOf(end.events) > this.#stretchOf(begin)) this.#close(metrics);
    Atomics.add(this.#header, CHANGES_FIELD, 1);
  }

  /**
   * The parts by now. Undefined where the writer ended in the middle of a change, which leaves nothing to go by.
   */
  read(): SeriesFindings | undefined {
    for (let waits = 0; waits <= MOST_WAITS; waits++) {
      const changes = Atomics.load(this.#header, CHANGES_FIELD);
      if ((changes & 1) === 0) {
        const parts = Array.from({ length: this.#header[PARTS_FIELD]! }, (_, part) => this.#part(part));
        // Adding nothing keeps the reads above where they are; a plain load would not on every processor.
        if (Atomics.add(this.#header, CHANGES_FIELD, 0) === changes) return { parts };
      } else Atomics.wait(this.#header, CHANGES_FIELD, changes, WAIT_MS);
    }
    return undefined;
  }

  get #closed(): number {
    return this.#header[CLOSED_FIELD]!;
  }

  #stretchOf(events: number): number {
    return Math.floor(events / this.#stretchEvents);
  }

  #setEnd(at: number, { events, lastEvent, timeNs, eventTimeNs }: PartEnd): void {
    this.#events[at] = events;
    this.#lastEvent[at] = lastEvent;
    this.#timeNs[at] = timeNs;
    this.#eventTimeNs[at] = eventTimeNs ?? NO_TIME;
  }

  #close(metrics: MetricsTable): void {
    const at = this.#closed;
    for (const [column, name] of SERIES_COLUMNS.entries())
      this.#totals.set(metrics[name], this.#offset(at, column));
    this.#header[CLOSED_FIELD] = at + 1;
    // One place is left for the part that comes next.
    while (this.#closed === MAX_PARTS) this.#thin();
  }

  /** Makes stretches twice as long, and puts together the parts of one. Which ends are kept is as if they had always been. */
  #thin(): void {
    this.#stretchEvents *= 2;
    const last = this.#closed - 1;
    let kept = 0;
    let stretch = 0;
    for (let part = 0; part <= last; part++) {
      if (this.#stretchOf(this.#events[part]!) === stretch) continue;
      stretch = this.#stretchOf(this.#events[part]!);
      this.#move(part, kept++);
    }
    this.#header[CLOSED_FIELD] = kept;
    const isLastKept = this.#events[kept - 1] === this.#events[last];
    // What ended with it is of the part at hand again.
    if (!isLastKept) this.#move(last, kept);
    this.#header[PARTS_FIELD] = isLastKept ? kept : kept + 1;
  }

  #move(from: number, to: number): void {
    for (const ends of [this.#events, this.#lastEvent, this.#timeNs]) ends[to] = ends[from]!;
    this.#eventTimeNs[to] = this.#eventTimeNs[from]!;
    this.#totals.copyWithin(this.#offset(to, 0), this.#offset(from, 0), this.#offset(from + 1, 0));
  }

  #part(part: number): SeriesPart {
    const eventTimeNs = this.#eventTimeNs[part]!;
    return {
      events: this.#events[part]!,
      lastEvent: this.#lastEvent[part]!,
      timeNs: this.#timeNs[part]!,
      eventTimeNs: eventTimeNs === NO_TIME ? undefined : eventTimeNs,
      totals: part < this.#closed ? this.#totalsOf(part) : undefined,
    };
  }

  #totalsOf(part: number): Record<SeriesColumn, Float64Array> {
    const columns = SERIES_COLUMNS.map((name, column): [SeriesColumn, Float64Array] => {
      const from = this.#offset(part, column);
      // A copy of its own memory: what is shared goes on.
      return [name, new Float64Array(this.#totals.subarray(from, from + this.ruleCount))];
    });
    return Object.fromEntries(columns) as Record<SeriesColumn, Float64Array>;
  }

  #offset(part: number, column: number): number {
    return (part * SERIES_COLUMNS.length + column) * this.ruleCount;
  }
}

function byteLength(ruleCount: number): number {
  return HEADER_BYTES + MAX_PARTS * (END_FIGURES + SERIES_COLUMNS.length * ruleCount) * VALUE_BYTES;
}
