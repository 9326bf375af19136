import type { EventBatch } from '../../engine/batch/event-batch.ts';
import type { Adapter, AdapterName } from '../../engine/events/adapter.ts';
import { pickAdapter } from '../../engine/events/registry.ts';
import type { Probe } from '../../engine/probe.ts';
import type { ChunkSource } from '../input/chunk-source.ts';
import { describeSystemError } from '../input/describe-system-error.ts';
import { EventIntake, type IntakeOptions } from '../input/event-intake.ts';
import { InputDecoder } from '../input/input-decoder.ts';
import type { PartialRecords } from '../input/partial-records.ts';
import { readChunks } from '../input/read-chunks.ts';
import { DEFAULT_MAX_LINE_BYTES } from '../input/split-lines.ts';
import type { StreamInput } from '../input/stream-input.ts';
import { StreamError, type StreamProblem, streamProblem } from '../input/stream-problem.ts';
import type { Portion, PortionIndex } from './portion.ts';
import { PortionReader } from './portion-chunks.ts';

export interface DecodePortionsOptions extends Pick<IntakeOptions, 'batchSize' | 'sinceNs' | 'untilNs'> {
  readonly inputs: readonly StreamInput[];
  readonly portions: readonly Portion[];
  /** The next portion to decode; undefined when there is none left. */
  readonly take: () => PortionIndex | undefined;
  readonly adapter?: AdapterName | undefined;
  readonly maxLineBytes?: number | undefined;
  /** What reads records of an adapter in part. */
  readonly projectedRecords: (adapter: Adapter) => PartialRecords | undefined;
  /** Lines are counted from the first of the portion at hand. */
  readonly onProblem: (problem: StreamProblem) => void;
  /** Told what reads an input whose beginning is in the portion at hand. */
  readonly onAdapter: (adapter: AdapterName) => void;
  readonly probe?: Probe | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** How much of a portion is decoded. */
export interface PortionProgress {
  readonly portion: PortionIndex;
  /** Of its range, as stored. */
  bytesRead: number;
  /** Also those outside the time range. */
  events: number;
  /** Lines read to their end; final once the portion is. */
  lines: number;
  problems: number;
  /** The input could not be read to its end. */
  hasFailed: boolean;
}

/** A batch of a portion; without one the portion is at its end. */
export interface DecodedPortion {
  readonly progress: Readonly<PortionProgress>;
  /** Its events are numbered from the first of the portion. The consumer's until it asks for what follows. */
  readonly batch: EventBatch | undefined;
}

/** Decodes portions of a stream, each as if the others were decoded before and after it. */
export async function* decodePortions(options: DecodePortionsOptions): AsyncGenerator<DecodedPortion> {
  const reader = new PortionReader();
  try {
    for (let at = options.take(); at !== undefined && !options.signal?.aborted; at = options.take()) {
      yield* decodePortion(at, reader, options);
    }
  } finally {
    await reader.close();
  }
}

async function* decodePortion(
  at: PortionIndex,
  reader: PortionReader,
  options: DecodePortionsOptions,
): AsyncGenerator<DecodedPortion> {
  const { inputs, portions, signal, probe, projectedRecords } = options;
  const portion = portions[at]!;
  const input = inputs[portion.input]!;
  const progress: PortionProgress = {
    portion: at,
    bytesRead: 0,
    events: 0,
    lines: 0,
    problems: 0,
    hasFailed: false,
  };
  const intake = new EventIntake(options, options.onProblem);
  const known = portion.adapter === undefined ? undefined : pickAdapter([], portion.adapter);
  const decoder = new InputDecoder(input.name, {
    intake,
    report: options.onProblem,
    maxLineBytes: options.maxLineBytes ?? DEFAULT_MAX_LINE_BYTES,
    chooseAdapter(records) {
      const adapter = pickAdapter(records, options.adapter);
      options.onAdapter(adapter.name);
      return adapter;
    },
    projectedRecords,
    probe,
    signal,
    ...(portion.part !== 'whole' && { part: { adapter: known } }),
  });
  const note = (): void => {
    progress.events = intake.eventCount;
    progress.lines = decoder.lineCount;
    progress.problems = decoder.problemCount;
    progress.hasFailed = decoder.hasFailed;
  };
  const onBytesRead = (bytes: number): void => {
    progress.bytesRead += bytes;
  };
  const chunks =
    portion.part === 'whole'
      ? readChunks(input, { onBytesRead, signal })
      : partOf(input, portion, reader, onBytesRead);
  for await (const batch of decoder.decode(chunks)) {
    note();
    yield { progress, batch };
  }
  const last = intake.take();
  note();
  if (last !== undefined) {
    yield { progress, batch: last };
    intake.release();
  }
  yield { progress, batch: undefined };
}

/** @throws StreamError when the portion cannot be read to its end */
async function* partOf(
  input: StreamInput,
  portion: Portion,
  reader: PortionReader,
  onBytesRead: (bytes: number) => void,
): ChunkSource {
  try {
    for await (const chunk of reader.read(input.path!, portion)) {
      onBytesRead(chunk.length);
      yield chunk;
    }
  } catch (error) {
    throw new StreamError(
      streamProblem('unreadable', input.name, `cannot be read: ${describeSystemError(error)}`),
    );
  }
}
