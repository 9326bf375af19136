import type { ChunkSource } from './chunk-source.ts';
import { describeSystemError } from './describe-system-error.ts';
import { GzipError, gunzipChunks } from './gunzip-chunks.ts';
import { openChunks } from './open-chunks.ts';
import type { ReadBuffers } from './read-buffers.ts';
import type { StreamInput } from './stream-input.ts';
import { StreamError, type StreamProblem, streamProblem } from './stream-problem.ts';

/** Bytes read, or decompressed, at a time: 1 MiB. See README.md for what other sizes cost. */
export const DEFAULT_CHUNK_BYTES = 1024 * 1024;

/** Enough to tell gzip (2 bytes) and every byte order mark (3) from text. */
const MAGIC_BYTES = 4;

export interface ReadOptions {
  /** Told of every chunk before it is handed on: how many bytes of the input, as stored, it took. */
  readonly onBytesRead?: (bytes: number) => void;
  /** Reading ends, without an error, once it is aborted. */
  readonly signal?: AbortSignal | undefined;
  readonly chunkBytes?: number;
  /** Shared by inputs that are read one after the other. */
  readonly buffers?: ReadBuffers;
}

/**
 * The text of an input, decompressed where it begins like gzip, whatever its name. The first chunk has at
 * least four bytes unless the input is shorter. Chunks are reused: see ChunkSource.
 *
 * @throws StreamError when the input cannot be opened or read to its end; what could be read came before
 */
export async function* readChunks(input: StreamInput, options: ReadOptions = {}): AsyncGenerator<Buffer> {
  const { signal, chunkBytes = DEFAULT_CHUNK_BYTES, buffers } = options;
  try {
    const raw = await openChunks(input, chunkBytes, signal, buffers);
    yield* decompressed(counted(raw, options), chunkBytes);
  } catch (error) {
    // Compressed data that an abort cut short is not at fault.
    if (signal?.aborted) return;
    throw new StreamError(readProblem(input.name, error));
  }
}

async function* counted(source: ChunkSource, { onBytesRead, signal }: ReadOptions): AsyncGenerator<Buffer> {
  for await (const chunk of source) {
    if (signal?.aborted) return;
    onBytesRead?.(chunk.length);
    yield chunk;
  }
}

/** Decides by the first bytes whether to decompress. */
async function* decompressed(source: AsyncGenerator<Buffer>, chunkBytes: number): AsyncGenerator<Buffer> {
  try {
    const head = await readHead(source);
    const whole = resumed(head, source);
    yield* head[0] === 0x1f && head[1] === 0x8b ? gunzipChunks(whole, chunkBytes) : whole;
  } finally {
    await source.return(undefined);
  }
}

async function readHead(source: AsyncGenerator<Buffer>): Promise<Buffer> {
  let head: Buffer = Buffer.alloc(0);
  while (head.length < MAGIC_BYTES) {
    const next = await source.next();
    if (next.done) break;
    // A first chunk of ordinary size is passed on as it is; only drops from a pipe are put together.
    head =
      head.length === 0 && next.value.length >= MAGIC_BYTES ? next.value : Buffer.concat([head, next.value]);
  }
  return head;
}

async function* resumed(head: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  if (head.length > 0) yield head;
  yield* rest;
}

function readProblem(file: string, error: unknown): StreamProblem {
  if (error instanceof GzipError) {
    return error.truncated
      ? streamProblem(
          'gzip-truncated',
          file,
          'the gzip data ends early; the events before its end were read',
          {
            advice: 'The copy or download was probably cut short: fetch the file again',
          },
        )
      : streamProblem('gzip-corrupt', file, 'the gzip data is damaged; events before the damage were read', {
          advice: 'Check the file with gzip -t, and fetch it again',
        });
  }
  return streamProblem('unreadable', file, `cannot be read: ${describeSystemError(error)}`);
}
