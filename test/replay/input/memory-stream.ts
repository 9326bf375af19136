import type { AdapterName } from '../../../src/engine/events/adapter.ts';
import type { EventRecord } from '../../../src/engine/events/field-value.ts';
import { type DecodeOptions, decodeEvents } from '../../../src/replay/input/decode-events.ts';
import type { StreamInput } from '../../../src/replay/input/stream-input.ts';
import type { StreamProblem } from '../../../src/replay/input/stream-problem.ts';

/** A file that exists only in memory. */
export interface MemoryFile {
  readonly name: string;
  readonly bytes: Buffer;
}

export function memoryFile(name: string, content: string | Buffer): MemoryFile {
  return { name, bytes: Buffer.from(content) };
}

/** One line of ECS; `extra` is JSON text of more members, with a leading comma. */
export function ecsLine(id: number, extra = ''): string {
  const time = new Date(Date.UTC(2024, 0, 1, 0, 0, id)).toISOString();
  return `{"@timestamp":"${time}","event":{"category":["process"]},"id":${id}${extra}}`;
}

/** A file of ECS lines with the given ids. */
export function ecsFile(name: string, ids: readonly number[]): MemoryFile {
  return memoryFile(name, ids.map((id) => `${ecsLine(id)}\n`).join(''));
}

/** Cuts bytes into chunks, the way a consumer is promised them: each overwritten once the next is asked for. */
export async function* reusedChunks(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  let at = 0;
  for (let turn = 0; at < bytes.length; turn++) {
    const size = sizes.length === 0 ? bytes.length : Math.max(1, sizes[turn % sizes.length]!);
    const chunk = Buffer.from(bytes.subarray(at, at + size));
    at += size;
    yield chunk;
    chunk.fill('#');
  }
}

export interface Decoded {
  readonly records: EventRecord[];
  readonly eventNumbers: number[];
  readonly problems: StreamProblem[];
  readonly adapters: { readonly file: string; readonly adapter: AdapterName }[];
  /** How many events each batch held, and through which vocabulary they are read. */
  readonly batches: { readonly size: number; readonly vocabulary: string }[];
  /** What ended the stream, if something did. */
  readonly error: unknown;
}

/** Runs decodeEvents to its end, keeping what it delivers. */
export async function collect(
  inputs: readonly StreamInput[],
  options: Partial<DecodeOptions> = {},
): Promise<Decoded> {
  const decoded: Decoded = {
    records: [],
    eventNumbers: [],
    problems: [],
    adapters: [],
    batches: [],
    error: undefined,
  };
  let error: unknown;
  try {
    for await (const batch of decodeEvents(inputs, {
      batchSize: 4,
      onProblem: (problem) => decoded.problems.push(problem),
      onAdapter: (input, adapter) => decoded.adapters.push({ file: input.name, adapter: adapter.name }),
      ...options,
    })) {
      decoded.records.push(...batch.records);
      decoded.eventNumbers.push(...batch.eventNumbers);
      decoded.batches.push({ size: batch.records.length, vocabulary: batch.vocabulary.name });
    }
  } catch (thrown) {
    error = thrown;
  }
  return { ...decoded, error };
}

/** Decodes files in memory, cut into chunks of the given sizes in turn; whole without any. */
export function decodeMemory(
  files: readonly MemoryFile[],
  options: Partial<DecodeOptions> = {},
  chunkSizes: readonly number[] = [],
): Promise<Decoded> {
  const inputs = files.map(({ name, bytes }) => ({ name, path: name, sizeBytes: bytes.length }));
  return collect(inputs, {
    read: (input, { onBytesRead }) => {
      const { bytes } = files.find(({ name }) => name === input.name)!;
      onBytesRead?.(bytes.length);
      return reusedChunks(bytes, chunkSizes);
    },
    ...options,
  });
}

/** The `id` members of records made by ecsLine. */
export function ids(records: readonly EventRecord[]): unknown[] {
  return records.map((record) => record.id);
}

/** Problems as `code@file:line`, the line absent where the whole file is meant. */
export function places(problems: readonly StreamProblem[]): string[] {
  return problems.map(({ code, file, line }) => `${code}@${file}${line === undefined ? '' : `:${line}`}`);
}
