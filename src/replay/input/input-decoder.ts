import type { EventBatch } from '../../engine/batch/event-batch.ts';
import type { Adapter } from '../../engine/events/adapter.ts';
import type { EventRecord } from '../../engine/events/field-value.ts';
import type { Probe } from '../../engine/probe.ts';
import type { ChunkSource } from './chunk-source.ts';
import type { EventIntake } from './event-intake.ts';
import { inspectHead } from './inspect-head.ts';
import { LineRecords } from './line-records.ts';
import type { PartialRecords } from './partial-records.ts';
import { LineSplitter } from './split-lines.ts';
import { StreamError, type StreamProblem, streamProblem } from './stream-problem.ts';

/** How many records the choice of an adapter looks at. */
export const SAMPLE_RECORDS = 10;

/** A record that waits for the adapter to be chosen. */
interface SampledRecord {
  readonly record: EventRecord;
  readonly line: number;
  readonly wideIntegers: boolean;
}

export interface InputContext {
  readonly intake: EventIntake;
  readonly maxLineBytes: number;
  readonly report: (problem: StreamProblem) => void;
  /** Chooses the adapter by the first records of the input; at least one, at most ten. */
  readonly chooseAdapter: (records: readonly EventRecord[]) => Adapter;
  /** Reads records of an adapter in part; undefined where they must be parsed whole. Inputs share it. */
  readonly projectedRecords: (adapter: Adapter) => PartialRecords | undefined;
  readonly probe: Probe | undefined;
  readonly signal: AbortSignal | undefined;
  /**
   * Given where only a part of the input is decoded. Whoever has all parts says whether the input held no events. With
   * an adapter it is a later part: its first lines are not the beginning of a file.
   */
  readonly part?: { readonly adapter: Adapter | undefined };
}

/** What is said of an input that held nothing, not even anything wrong. */
export function noEventsIn(file: string): StreamProblem {
  return streamProblem('no-events', file, 'the input holds no events');
}

/** Decodes one input: from its text to events handed to the intake. */
export class InputDecoder {
  readonly #file: string;
  readonly #context: InputContext;
  readonly #lines: LineSplitter;
  readonly #records: LineRecords;
  #adapter: Adapter | undefined;
  /** Undefined where records are parsed whole. */
  #partial: PartialRecords | undefined;
  #chunk: Buffer | undefined;
  #sample: SampledRecord[] = [];
  #problemCount = 0;
  #hasFailed = false;

  constructor(file: string, context: InputContext) {
    this.#file = file;
    this.#context = context;
    const isBeginning = context.part?.adapter === undefined;
    const onLongLine = (line: number, bytes: number): void => this.#reportLongLine(line, bytes);
    this.#lines = new LineSplitter(context.maxLineBytes, onLongLine, isBeginning);
    this.#records = new LineRecords(file, (problem) => this.#report(problem), isBeginning);
  }

  /** How many lines were read to their end, blank and broken ones too. */
  get lineCount(): number {
    return this.#lines.lineNumber;
  }

  /** How much was found wrong. */
  get problemCount(): number {
    return this.#problemCount;
  }

  /** Whether the input could not be read to its end. */
  get hasFailed(): boolean {
    return this.#hasFailed;
  }

  /** Yields each batch that became full. Events of the last, partial batch stay in the intake. */
  async *decode(chunks: ChunkSource): AsyncGenerator<EventBatch> {
    const { intake, probe } = this.#context;
    const eventsBefore = intake.eventCount;
    let failure: unknown;
    const known = this.#context.part?.adapter;
    if (known !== undefined) yield* this.#useAdapter(known);
    try {
      yield* this.#decodeChunks(chunks);
    } catch (error) {
      failure = error;
    }
    // Whatever ended the input, what came before is delivered first.
    probe?.enterPhase('decode');
    this.#records.end();
    if (this.#adapter === undefined && this.#sample.length > 0) yield* this.#startAdapter();
    this.#hasFailed = failure !== undefined;
    if (failure instanceof StreamError) this.#report(failure.problem);
    else if (failure !== undefined) throw failure;
    if (this.#context.part !== undefined) return;
    if (intake.eventCount === eventsBefore && this.#problemCount === 0 && !this.#isStopped()) {
      this.#report(noEventsIn(this.#file));
    }
  }

  async *#decodeChunks(chunks: ChunkSource): AsyncGenerator<EventBatch> {
    const { probe } = this.#context;
    let isFirst = this.#context.part?.adapter === undefined;
    probe?.enterPhase('read');
    for await (const chunk of chunks) {
      probe?.enterPhase('decode');
      const wrongForm = isFirst ? inspectHead(this.#file, chunk) : undefined;
      if (wrongForm !== undefined) throw new StreamError(wrongForm);
      isFirst = false;
      this.#chunk = chunk;
      this.#lines.feed(chunk);
      this.#partial?.load(chunk);
      yield* this.#decodeLines();
      if (this.#isStopped()) return;
      probe?.enterPhase('read');
    }
    if (this.#isStopped()) return;
    probe?.enterPhase('decode');
    this.#lines.endStream();
    yield* this.#decodeLines();
  }

  *#decodeLines(): Generator<EventBatch> {
    const lines = this.#lines;
    while (lines.next()) {
      const part = this.#partial?.read(lines);
      const record = part ?? this.#records.read(lines);
      if (record === undefined) continue;
      if (this.#adapter === undefined) {
        this.#sample.push({ record, line: lines.lineNumber, wideIntegers: this.#records.wideIntegers });
        if (this.#sample.length === SAMPLE_RECORDS) yield* this.#startAdapter();
      } else {
        const { wideIntegers } = part === undefined ? this.#records : this.#partial!;
        this.#admit(this.#adapter, record, lines.lineNumber, wideIntegers);
        if (this.#context.intake.isFull) yield* this.#fullBatch();
      }
      if (this.#isStopped()) return;
    }
  }

  /** Chooses the adapter and hands on the records that it was chosen by. */
  *#startAdapter(): Generator<EventBatch> {
    const sample = this.#sample;
    this.#sample = [];
    const adapter = this.#context.chooseAdapter(sample.map(({ record }) => record));
    yield* this.#useAdapter(adapter);
    for (const { record, line, wideIntegers } of sample) {
      if (this.#isStopped()) return;
      this.#admit(adapter, record, line, wideIntegers);
      if (this.#context.intake.isFull) yield* this.#fullBatch();
    }
  }

  *#useAdapter(adapter: Adapter): Generator<EventBatch> {
    this.#adapter = adapter;
    this.#partial = this.#context.projectedRecords(adapter);
    if (this.#chunk !== undefined) this.#partial?.load(this.#chunk);
    const ended = this.#context.intake.useVocabulary(adapter.vocabulary);
    if (ended !== undefined) yield* this.#handOver(ended);
  }

  #admit(adapter: Adapter, record: EventRecord, line: number, wideIntegers: boolean): void {
    if (wideIntegers && !adapter.wideIntegers) {
      this.#report(
        streamProblem('wide-integer', this.#file, 'integers beyond 2^53 were kept exact', { line }),
      );
    }
    const event = adapter.unwrap(record);
    if (event === null) return;
    if (typeof event === 'string') {
      this.#report(streamProblem('unreadable-event', this.#file, event, { line }));
      return;
    }
    this.#context.intake.accept(event, this.#file, line);
  }

  *#fullBatch(): Generator<EventBatch> {
    const batch = this.#context.intake.take();
    if (batch !== undefined) yield* this.#handOver(batch);
  }

  /** The time until the consumer returns is the consumer's, and so is the batch. */
  *#handOver(batch: EventBatch): Generator<EventBatch> {
    yield batch;
    this.#context.probe?.enterPhase('decode');
    this.#context.intake.release();
  }

  #isStopped(): boolean {
    return this.#context.intake.isDone || this.#context.signal?.aborted === true;
  }

  #report(problem: StreamProblem): void {
    this.#problemCount++;
    this.#context.report(problem);
  }

  #reportLongLine(line: number, lineBytes: number): void {
    const message = `the line is ${lineBytes} bytes long, more than ${this.#context.maxLineBytes}, and was skipped`;
    this.#report(
      streamProblem('line-too-long', this.#file, message, {
        line,
        advice: "If the file is one JSON array, put one event on each line: jq -c '.[]'",
      }),
    );
  }
}
