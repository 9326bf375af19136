import type { EventNumber, Row } from '../batch/event-batch.ts';
import { type EventTimes, noEventTimes } from './event-times.ts';
import type { Place } from './step-event.ts';

/**
 * So many events in a row make a time believable that is far from that of the events before them. Events that are
 * later than the reordering window allows: time has gone back, as when a recording of an earlier day follows.
 * Events far ahead: time has gone on; a single one has a wrong clock and must not end what the others are part of.
 */
const BELIEVED_EVENTS = 64;

/** Farther ahead of the newest event than this, a time needs others to be believed; milliseconds: a day. */
const FAR_AHEAD_MS = 86_400_000;

/** What becomes of the events that came late in a row, decided by the event of `row`. */
export interface Turn {
  readonly row: Row;
  /**
   * `caught-up`: they were stragglers, the stream goes on where it was. `set-back`: time went back, and they
   * were the first of what follows; the event of the row belongs to them.
   */
  readonly kind: 'caught-up' | 'set-back';
}

/** What the clock is told of a batch. */
export interface TimedBatch {
  readonly times: EventTimes;
  /** The stream position of each event; as many as the batch has rows. */
  readonly eventNumbers: readonly EventNumber[];
  /** Rows that are the first of a file or other input. Time may begin anew there. */
  readonly inputStarts?: readonly Row[] | undefined;
}

/** Knows when the events of a batch were, and how far event time had come by each of them. */
export class EventClock {
  /**
   * By row: the moment up to which, by then, no more events are waited for, milliseconds since 1970. It only
   * falls where the clock is set back.
   */
  readonly watermarkMs: Float64Array;
  /** In row order; none as long as no event is late. */
  turns: Turn[] = [];
  readonly #windowMs: number;
  /** By row, made when first asked for: most events mean nothing to any sequence. */
  readonly #places: (Place | undefined)[];
  #times: EventTimes = noEventTimes(0);
  #eventNumbers: readonly EventNumber[] = [];
  #newestMs = Number.NEGATIVE_INFINITY;
  #aheadInARow = 0;
  #lateInARow = 0;
  #newestLateMs = Number.NEGATIVE_INFINITY;

  /**
   * @param capacity the most rows a batch may have
   * @param windowMs how far behind the newest event the watermark is
   */
  constructor(capacity: number, windowMs: number) {
    this.#windowMs = windowMs;
    this.#places = new Array<Place | undefined>(capacity).fill(undefined);
    this.watermarkMs = new Float64Array(capacity);
  }

  /** Takes the next batch. Its times must stay as they are until the one after it. */
  read({ times, eventNumbers, inputStarts = [] }: TimedBatch): void {
    this.turns = [];
    this.#times = times;
    this.#eventNumbers = eventNumbers;
    this.#places.fill(undefined);
    for (let row = 0; row < eventNumbers.length; row++) {
      const ms = times.ms[row]!;
      if (!Number.isNaN(ms)) this.#advance(row, ms, inputStarts.includes(row));
      this.watermarkMs[row] = this.#newestMs - this.#windowMs;
    }
  }

  /** The place of a row's event in the order of all; undefined where it has no time. */
  place(row: Row): Place | undefined {
    const ms = this.#times.ms[row]!;
    if (Number.isNaN(ms)) return undefined;
    const subMsNs = this.#times.subMsNs[row]!;
    return (this.#places[row] ??= { ms, subMsNs, number: this.#eventNumbers[row]! });
  }

  /** The event of a row came after its time had been given up waiting for. */
  isLate(row: Row): boolean {
    // NaN, of an event without a time, is never less.
    return this.#times.ms[row]! < this.watermarkMs[row]!;
  }

  /**
   * The first of the rows `from` to `to` by which no event before or at `ms` was waited for any more; `to` if
   * there is none. The clock must not have been set back between them.
   */
  firstRowBeyond(ms: number, from: Row, to: Row): Row {
    let low = from;
    let high = to;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.watermarkMs[middle]! > ms) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  #advance(row: Row, ms: number, startsInput: boolean): void {
    if (ms < this.#newestMs - this.#windowMs) {
      this.#aheadInARow = 0;
      this.#newestLateMs = Math.max(this.#newestLateMs, ms);
      if (++this.#lateInARow < BELIEVED_EVENTS && !startsInput) return;
      this.#newestMs = this.#newestLateMs;
      this.turns.push({ row, kind: 'set-back' });
    } else {
      this.#goOn(ms);
      if (this.#lateInARow === 0) return;
      this.turns.push({ row, kind: 'caught-up' });
    }
    this.#lateInARow = 0;
    this.#newestLateMs = Number.NEGATIVE_INFINITY;
  }

  #goOn(ms: number): void {
    const isFar = ms - this.#newestMs > FAR_AHEAD_MS && this.#newestMs !== Number.NEGATIVE_INFINITY;
    if (isFar && ++this.#aheadInARow < BELIEVED_EVENTS) return;
    this.#aheadInARow = 0;
    if (ms > this.#newestMs) this.#newestMs = ms;
  }
}
