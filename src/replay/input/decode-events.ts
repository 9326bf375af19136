import type { EventBatch } from '../../engine/batch/event-batch.ts';
import type { Adapter, AdapterName } from '../../engine/events/adapter.ts';
import type { FieldDemand } from '../../engine/events/field-demand.ts';
import { pickAdapter } from '../../engine/events/registry.ts';
import type { Probe } from '../../engine/probe.ts';
import type { ChunkSource } from './chunk-source.ts';
import { EventIntake, type IntakeOptions } from './event-intake.ts';
import { InputDecoder } from './input-decoder.ts';
import type { PartialRecords } from './partial-records.ts';
import { ProjectedRecords } from './projected-records.ts';
import { ReadBuffers } from './read-buffers.ts';
import { type ReadOptions, readChunks } from './read-chunks.ts';
import { ScannedRecords } from './scanned-records.ts';
import { DEFAULT_MAX_LINE_BYTES } from './split-lines.ts';
import { type StreamInput, totalBytes } from './stream-input.ts';
import { StreamError, type StreamProblem } from './stream-problem.ts';

/** How far the decoding is. Written by `decodeEvents`, read by whoever shows it. */
export interface DecodeProgress {
  /** Of the inputs as stored: compressed bytes count. */
  bytesRead: number;
  /** Undefined where an input's size cannot be known. */
  bytesTotal: number | undefined;
  /** Events so far, also those outside the time range. */
  events: number;
}

export interface DecodeOptions extends IntakeOptions {
  /** The shape of all inputs; by default each input's is recognised by its first records. */
  readonly adapter?: AdapterName | undefined;
  /** Stop at the first thing lost. */
  readonly strict?: boolean;
  /** What will be read of events: records may come without what no reader of it looks at. All unless given. */
  readonly demand?: FieldDemand | undefined;
  /** Longer lines are skipped. */
  readonly maxLineBytes?: number;
  readonly onProblem?: (problem: StreamProblem) => void;
  /** Told which adapter reads an input, before its first event is delivered. */
  readonly onAdapter?: (input: StreamInput, adapter: Adapter) => void;
  readonly probe?: Probe | undefined;
  /** Ends the stream early, without an error: what was decoded by then is delivered. */
  readonly signal?: AbortSignal | undefined;
  readonly progress?: DecodeProgress;
  /** Where the bytes of an input come from; by default the file system. */
  readonly read?: (input: StreamInput, options: ReadOptions) => ChunkSource;
}

/**
 * Decodes inputs, one after the other, into one stream of batches. A batch runs on across inputs as long as
 * their vocabulary is the same. Event numbers count every event of the stream from 1, also those that the
 * time range leaves out; lines that hold no event have no number. Whatever is wrong goes to `onProblem`, and
 * the rest of the stream is delivered.
 *
 * A batch is the consumer's until it asks for the next one; then its list of records is emptied. Records may be kept.
 *
 * @throws StreamError under `strict`, at the first `lost` problem, once all events before it are delivered
 */
export async function* decodeEvents(
  inputs: readonly StreamInput[],
  options: DecodeOptions,
): AsyncGenerator<EventBatch> {
  const { progress = { bytesRead: 0, bytesTotal: undefined, events: 0 }, probe, signal } = options;
  const report = (problem: StreamProblem): void => {
    options.onProblem?.(problem);
    if (options.strict && problem.severity === 'lost') throw new StrictStop(problem);
  };
  const intake = new EventIntake({ ...options, beginsSmall: true }, report);
  const projectedRecords = projectionOf(options.demand);
  const buffers = new ReadBuffers();
  progress.bytesTotal = totalBytes(inputs);
  let strictStop: StrictStop | undefined;
  try {
    for (const input of inputs) {
      if (intake.isDone || signal?.aborted) break;
      intake.startInput();
      const decoder = new InputDecoder(input.name, {
        intake,
        report,
        maxLineBytes: options.maxLineBytes ?? DEFAULT_MAX_LINE_BYTES,
        chooseAdapter(records) {
          const adapter = pickAdapter(records, options.adapter);
          options.onAdapter?.(input, adapter);
          return adapter;
        },
        projectedRecords,
        probe,
        signal,
      });
      const onBytesRead = (bytes: number): void => {
        progress.bytesRead += bytes;
        progress.events = intake.eventCount;
      };
      yield* decoder.decode((options.read ?? readChunks)(input, { onBytesRead, signal, buffers }));
    }
  } catch (error) {
    if (!(error instanceof StrictStop)) throw error;
    strictStop = error;
  }
  progress.events = intake.eventCount;
  const last = intake.take();
  if (last !== undefined) yield last;
  if (strictStop !== undefined) throw new StreamError(strictStop.problem);
}

/** Leaves all loops under `strict`. A class of its own, as a StreamError ends only its input. */
class StrictStop extends Error {
  readonly problem: StreamProblem;

  constructor(problem: StreamProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** A scanner holds megabytes, so all inputs of an adapter share one. */
export function projectionOf(demand: FieldDemand | undefined) {
  const known = new Map<Adapter, PartialRecords | undefined>();
  return (adapter: Adapter): PartialRecords | undefined => {
    if (!known.has(adapter))
      known.set(adapter, ProjectedRecords.for(adapter, demand) ?? ScannedRecords.for(adapter, demand));
    return known.get(adapter);
  };
}
