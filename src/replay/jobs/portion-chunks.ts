import { type FileHandle, open } from 'node:fs/promises';
import { DEFAULT_CHUNK_BYTES } from '../input/read-chunks.ts';
import type { Portion } from './portion.ts';

const NEWLINE = 0x0a;

/** The end of a portion's last line is looked for in steps of so many bytes. */
const TAIL_BYTES = 64 * 1024;

/** Reads a file at a place; 0 bytes at its end. */
export type ReadAt = (buffer: Buffer, position: number) => Promise<number>;

/**
 * The bytes of a portion's lines. Two buffers take turns: while the consumer works on one, the operating system fills
 * the other. A chunk may be overwritten once the one after the next is asked for.
 *
 * @throws the system's error when a read fails, once all bytes before it have been delivered
 */
export async function* portionChunks(
  readAt: ReadAt,
  { startByte, endByte }: Pick<Portion, 'startByte' | 'endByte'>,
  buffers: readonly [Buffer, Buffer],
): AsyncGenerator<Buffer> {
  // The byte in front tells whether a line begins at the first.
  let position = Math.max(0, startByte - 1);
  let seeksLine = startByte > 0;
  let turn = 0;
  const start = (at: number): Promise<number> => {
    const buffer = buffers[turn]!;
    const room = at < endByte ? Math.min(buffer.length, endByte - at) : Math.min(buffer.length, TAIL_BYTES);
    const reading = readAt(buffer.subarray(0, room), at);
    // A failure is noticed when the consumer comes back; until then it must not count as unhandled.
    reading.catch(() => undefined);
    return reading;
  };
  let reading = start(position);
  try {
    for (;;) {
      const bytesRead = await reading;
      if (bytesRead === 0) return;
      let chunk = buffers[turn]!.subarray(0, bytesRead);
      let chunkAt = position;
      position += bytesRead;
      turn = 1 - turn;
      if (seeksLine) {
        const newline = chunk.indexOf(NEWLINE);
        const lineAt = newline === -1 ? position : chunkAt + newline + 1;
        // A line that is longer than the whole portion belongs to an earlier one.
        if (lineAt >= endByte) return;
        seeksLine = newline === -1;
        chunk = chunk.subarray(lineAt - chunkAt);
        chunkAt = lineAt;
      }
      const isTail = chunkAt >= endByte;
      const last = isTail ? chunk.indexOf(NEWLINE) : lastLineEnd(chunk, position, endByte);
      if (last === -1) reading = start(position);
      if (chunk.length > 0) yield last === -1 ? chunk : chunk.subarray(0, last + 1);
      if (last !== -1) return;
    }
  } finally {
    // One that is under way still uses the file and the buffer.
    await reading.catch(() => undefined);
  }
}

/** Where a chunk that reaches the end of the range ends with a line; -1 where it does not. */
function lastLineEnd(chunk: Buffer, position: number, endByte: number): number {
  return position === endByte && chunk.at(-1) === NEWLINE ? chunk.length - 1 : -1;
}

/** Reads portions of files, one at a time; keeps the file of the last one open for the next. */
export class PortionReader {
  readonly #buffers: readonly [Buffer, Buffer] = [
    Buffer.allocUnsafeSlow(DEFAULT_CHUNK_BYTES),
    Buffer.allocUnsafeSlow(DEFAULT_CHUNK_BYTES),
  ];
  #path: string | undefined;
  #file: FileHandle | undefined;

  /** @throws the system's error when the file cannot be opened or read */
  async *read(path: string, portion: Portion): AsyncGenerator<Buffer> {
    const file = await this.#open(path);
    const readAt: ReadAt = async (buffer, position) => {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
      return bytesRead;
    };
    yield* portionChunks(readAt, portion, this.#buffers);
  }

  async close(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    this.#path = undefined;
    await file?.close();
  }

  async #open(path: string): Promise<FileHandle> {
    if (this.#file === undefined || this.#path !== path) {
      await this.close();
      this.#file = await open(path, 'r');
      this.#path = path;
    }
    return this.#file;
  }
}
