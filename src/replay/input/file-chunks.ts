import { ReadBuffers } from './read-buffers.ts';

/** An open file that is read from front to back. Passed in, so that tests can bring a disk that fails. */
export interface SequentialFile {
  /** Fills a buffer from its start; 0 at the end of the file. */
  read(buffer: Buffer): Promise<number>;
  close(): Promise<void>;
}

/**
 * Each read asks for so many chunks. To hear that it has ended takes a turn of the event loop, which costs a twentieth of
 * the time that a chunk does.
 */
const CHUNKS_PER_READ = 4;

/**
 * The bytes of a file. Two buffers take turns: while the consumer works on one, the operating system fills
 * the other. Closes the file at the end, also when the consumer stops early.
 *
 * @throws the system's error when a read fails, once all bytes before it have been delivered
 */
export async function* fileChunks(
  file: SequentialFile,
  chunkBytes: number,
  buffers = new ReadBuffers(),
): AsyncGenerator<Buffer> {
  let filling = buffers.take(chunkBytes * CHUNKS_PER_READ);
  let spare = buffers.take(chunkBytes * CHUNKS_PER_READ);
  let reading = startRead(file, filling);
  try {
    for (;;) {
      const bytesRead = await reading;
      if (bytesRead === 0) return;
      const filled = filling;
      filling = spare;
      spare = filled;
      reading = startRead(file, filling);
      for (let from = 0; from < bytesRead; from += chunkBytes) {
        yield filled.subarray(from, Math.min(bytesRead, from + chunkBytes));
      }
    }
  } finally {
    // A read that is under way still uses the file and the buffer.
    await reading.catch(() => undefined);
    buffers.give(filling);
    buffers.give(spare);
    await file.close();
  }
}

function startRead(file: SequentialFile, buffer: Buffer): Promise<number> {
  const reading = file.read(buffer);
  // A failure is noticed when the consumer comes back; until then it must not count as unhandled.
  reading.catch(() => undefined);
  return reading;
}
