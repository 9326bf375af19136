import { once } from 'node:events';
import { createGunzip, type Gunzip } from 'node:zlib';
import type { ChunkSource } from './chunk-source.ts';

/**
 * Compressed bytes given to zlib at a time. Everything they expand to is held at once, and deflate expands
 * at most 1032-fold: 16 MiB for a file made to exhaust memory, about 300 KiB for recordings.
 */
const PIECE_BYTES = 16 * 1024;

/**
 * The gzip data is damaged or ends early. What it held before an early end has all been delivered; before
 * damage, all but at most the last `chunkBytes`, which zlib does not hand out.
 */
export class GzipError extends Error {
  override readonly name = 'GzipError';
  readonly truncated: boolean;

  constructor(cause: unknown) {
    const truncated = (cause as NodeJS.ErrnoException).code === 'Z_BUF_ERROR';
    super(truncated ? 'the gzip data ends early' : 'the gzip data is damaged', { cause });
    this.truncated = truncated;
  }
}

/**
 * Decompresses gzip, also of several members one after the other (as `cat a.gz b.gz` makes), and works ahead
 * while the consumer is busy. Chunks are at most `chunkBytes` long.
 *
 * The stream is driven by hand: piped, it would drop what it had decompressed when it meets a fault.
 *
 * @throws GzipError for bad data; whatever `source` throws
 */
export async function* gunzipChunks(source: ChunkSource, chunkBytes: number): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: chunkBytes });
  let ready: Buffer[] = [];
  gunzip.on('data', (chunk: Buffer) => ready.push(chunk));
  // Faults are met through `working`; without a listener they would end the process.
  gunzip.on('error', () => undefined);
  let working: Promise<unknown> = Promise.resolve();
  try {
    for await (const compressed of source) {
      for (let at = 0; at < compressed.length; at += PIECE_BYTES) {
        const fault = await failure(working);
        const chunks = ready;
        ready = [];
        // Zlib ends by itself where zero bytes pad the file; more input would then be an error.
        const more = fault === undefined && !gunzip.readableEnded;
        // Copied, as zlib still reads the piece when the source is asked for the next chunk.
        if (more) working = write(gunzip, Buffer.from(compressed.subarray(at, at + PIECE_BYTES)));
        yield* chunks;
        if (fault !== undefined) throw new GzipError(fault);
        if (!more) return;
      }
    }
    const fault = (await failure(working)) ?? (await failure(end(gunzip)));
    yield* ready;
    if (fault !== undefined) throw new GzipError(fault);
  } finally {
    await failure(working);
    gunzip.destroy();
  }
}

/** Resolves when all that the piece expands to has been handed out. */
function write(gunzip: Gunzip, piece: Buffer): Promise<void> {
  const written = new Promise<void>((resolve, reject) => {
    // Zlib does not call back for the write that fails.
    gunzip.once('error', reject);
    gunzip.write(piece, () => {
      gunzip.off('error', reject);
      resolve();
    });
  });
  // A failure is noticed when the consumer comes back; until then it must not count as unhandled.
  written.catch(() => undefined);
  return written;
}

async function end(gunzip: Gunzip): Promise<void> {
  if (gunzip.readableEnded) return;
  const ended = once(gunzip, 'end');
  gunzip.end();
  await ended;
}

/** What a promise fails with, undefined when it does not. */
async function failure(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
    return undefined;
  } catch (error) {
    return error;
  }
}
