import type { EventBatch, EventNumber } from '../engine/batch/event-batch.ts';
import type { Adapter, AdapterName } from '../engine/events/adapter.ts';
import type { EventRecord } from '../engine/events/field-value.ts';
import { isObject } from '../engine/events/own-property.ts';
import { pickAdapter } from '../engine/events/registry.ts';
import { EventIntake } from '../replay/input/event-intake.ts';
import { LineError, parseLine } from '../replay/input/parse-line.ts';
import { type ProblemCount, ProblemLog } from '../replay/input/problem-log.ts';
import { type ProblemCode, type ProblemDetails, streamProblem } from '../replay/input/stream-problem.ts';

export interface EventGateOptions {
  /** The most events a batch may have. */
  readonly batchSize: number;
  readonly format: AdapterName;
  /** What problems name as their place. */
  readonly title: string;
}

/** Takes in what callers hand over, as a replay takes in lines: same events, same numbers, same complaints. */
export class EventGate {
  readonly #title: string;
  readonly #adapter: Adapter;
  readonly #intake: EventIntake;
  readonly #problems = new ProblemLog();
  readonly #notes = { invalidUtf8: false, wideIntegers: false };
  #handedIn = 0;
  #bytes = 0;
  #size = 0;

  constructor({ batchSize, format, title }: EventGateOptions) {
    this.#title = title;
    this.#adapter = pickAdapter([], format);
    this.#intake = new EventIntake({ batchSize }, (problem) => this.#problems.add(problem));
    this.#intake.useVocabulary(this.#adapter.vocabulary);
  }

  /** The batch must be taken before the next event. */
  get isFull(): boolean {
    return this.#intake.isFull;
  }

  /** Events so far. */
  get eventCount(): number {
    return this.#intake.eventCount;
  }

  /** Events that wait to be taken. */
  get size(): number {
    return this.#size;
  }

  /** Bytes of the lines so far. */
  get bytes(): number {
    return this.#bytes;
  }

  /** What was wrong with what was handed in. */
  get problems(): readonly ProblemCount[] {
    return this.#problems.counts();
  }

  /** @returns the number of the event; undefined where it is none, which is counted */
  accept(record: unknown): EventNumber | undefined {
    this.#handedIn++;
    if (isObject(record)) return this.#admit(record);
    return this.#reject('not-an-object', `the event is no object but ${typeText(record)}`);
  }

  /** The same with the text of one event; a blank line is nothing at all. */
  acceptLine(line: string): EventNumber | undefined {
    if (line.trim() === '') return undefined;
    this.#handedIn++;
    const bytes = Buffer.from(line);
    this.#bytes += bytes.length;
    let record: EventRecord;
    try {
      record = parseLine({ bytes, start: 0, end: bytes.length, isAscii: false }, this.#notes);
    } catch (error) {
      if (!(error instanceof LineError)) throw error;
      const { code, message, advice } = error;
      return this.#reject(code, message, advice === undefined ? {} : { advice });
    }
    if (this.#notes.wideIntegers && !this.#adapter.wideIntegers) {
      this.#reject('wide-integer', 'integers beyond 2^53 were kept exact');
    }
    return this.#admit(record);
  }

  /** The events gathered so far; undefined where there are none. */
  take(): EventBatch | undefined {
    this.#size = 0;
    return this.#intake.take();
  }

  /** Lets go of the events of the batch taken last. */
  release(): void {
    this.#intake.release();
  }

  #admit(record: EventRecord): EventNumber | undefined {
    const event = this.#adapter.unwrap(record);
    if (event === null) return undefined;
    if (typeof event === 'string') return this.#reject('unreadable-event', event);
    this.#intake.accept(event, this.#title, this.#handedIn);
    this.#size++;
    return this.#intake.eventCount;
  }

  #reject(code: ProblemCode, message: string, details: ProblemDetails = {}): undefined {
    this.#problems.add(streamProblem(code, this.#title, message, { line: this.#handedIn, ...details }));
  }
}

function typeText(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  return Array.isArray(value) ? 'an array' : `a ${typeof value}`;
}
