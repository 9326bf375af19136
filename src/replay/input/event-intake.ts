import type { EventBatch } from '../../engine/batch/event-batch.ts';
import type { EventRecord, FieldReader } from '../../engine/events/field-value.ts';
import { timestampNs } from '../../engine/events/timestamp.ts';
import type { Vocabulary } from '../../engine/events/vocabulary.ts';
import { type ProblemCode, type StreamProblem, streamProblem } from './stream-problem.ts';

/** What the intake itself reads of an event. */
export const INTAKE_PATHS = ['@timestamp', 'event.category'] as const;

/** So many events at the beginning come in small batches, where that is asked for. */
const FIRST_EVENTS = 4096;
const FIRST_BATCH_SIZE = 1024;

/** Which events are delivered, and how many at a time. */
export interface IntakeOptions {
  /** Most events in a batch, at least 1. */
  readonly batchSize: number;
  /** Begins with small batches, so that there are figures soon, and of a short recording several. */
  readonly beginsSmall?: boolean | undefined;
  /** First instant delivered, in nanoseconds since 1970. */
  readonly sinceNs?: bigint | undefined;
  /** First instant no longer delivered, in nanoseconds since 1970. */
  readonly untilNs?: bigint | undefined;
  /** Most events delivered. */
  readonly limit?: number | undefined;
}

/** Numbers the events of a whole stream, picks those in range, and gathers them into batches. */
export class EventIntake {
  /** How many events the stream had so far, delivered or not. */
  eventCount = 0;

  readonly #options: IntakeOptions;
  readonly #report: (problem: StreamProblem) => void;
  readonly #hasRange: boolean;
  #vocabulary: Vocabulary | undefined;
  #readTimestamp: FieldReader = () => undefined;
  #readCategory: FieldReader = () => undefined;
  #records: EventRecord[] = [];
  #eventNumbers: number[] = [];
  #takenRecords: EventRecord[] = [];
  #inputStarts: number[] = [];
  #startsInput = false;
  #remaining: number;
  #takenEvents = 0;
  #mostRecords: number;

  constructor(options: IntakeOptions, report: (problem: StreamProblem) => void) {
    this.#options = options;
    this.#report = report;
    this.#hasRange = options.sinceNs !== undefined || options.untilNs !== undefined;
    this.#remaining = options.limit ?? Number.POSITIVE_INFINITY;
    const { batchSize, beginsSmall = false } = options;
    this.#mostRecords = beginsSmall ? Math.min(FIRST_BATCH_SIZE, batchSize) : batchSize;
  }

  /** As many events as were asked for have been taken in. */
  get isDone(): boolean {
    return this.#remaining <= 0;
  }

  /** The batch must be taken before the next event. */
  get isFull(): boolean {
    return this.#records.length >= this.#mostRecords;
  }

  /** Events that follow are read through this vocabulary. Returns the batch that it ends, if any. */
  useVocabulary(vocabulary: Vocabulary): EventBatch | undefined {
    if (vocabulary === this.#vocabulary) return undefined;
    const ended = this.take();
    this.#vocabulary = vocabulary;
    this.#readTimestamp = vocabulary.reader('@timestamp');
    this.#readCategory = vocabulary.reader('event.category');
    return ended;
  }

  /** The next event is the first of another input. */
  startInput(): void {
    this.#startsInput = true;
  }

  accept(record: EventRecord, file: string, line: number): void {
    this.eventCount++;
    const timestamp = this.#readTimestamp(record);
    if (this.#hasRange) {
      const timeNs = timestampNs(timestamp);
      if (timeNs === undefined)
        this.#note('outside-time', 'left out: it has no time to compare with', file, line);
      if (timeNs === undefined || !this.#isInRange(timeNs)) return;
    } else if (timestamp === undefined) {
      this.#note('no-timestamp', 'the event has no @timestamp', file, line);
    }
    if (this.#readCategory(record) === undefined) {
      this.#note('no-category', 'the event has no event.category', file, line);
    }
    if (this.#startsInput) this.#inputStarts.push(this.#records.length);
    this.#startsInput = false;
    this.#records.push(record);
    this.#eventNumbers.push(this.eventCount);
    this.#remaining--;
  }

  /** The batch gathered so far; undefined when it is empty. */
  take(): EventBatch | undefined {
    if (this.#vocabulary === undefined || this.#records.length === 0) return undefined;
    const batch = {
      vocabulary: this.#vocabulary,
      records: this.#records,
      eventNumbers: this.#eventNumbers,
      inputStarts: this.#inputStarts,
    };
    this.#takenEvents += batch.records.length;
    if (this.#takenEvents >= FIRST_EVENTS) this.#mostRecords = this.#options.batchSize;
    this.#takenRecords = this.#records;
    this.#records = [];
    this.#eventNumbers = [];
    this.#inputStarts = [];
    return batch;
  }

  /**
   * Empties the batch taken last. Generators and loops keep the value they saw last in a hidden slot, so that a
   * batch would stay alive until its successor is complete, and the garbage collector copies both: that doubled
   * its work.
   */
  release(): void {
    this.#takenRecords.length = 0;
  }

  #isInRange(timeNs: bigint): boolean {
    const { sinceNs, untilNs } = this.#options;
    return (sinceNs === undefined || timeNs >= sinceNs) && (untilNs === undefined || timeNs < untilNs);
  }

  #note(code: ProblemCode, message: string, file: string, line: number): void {
    this.#report(streamProblem(code, file, message, { line }));
  }
}
