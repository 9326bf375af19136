/** An open file that is read from front to back. Passed in, so that tests can bring a disk that fails. */
export interface SequentialFile {
  /** Fills a buffer from its start; 0 at the end of the file. */
  read(buffer: Buffer): Promise<number>;
  close(): Promise<void>;
}

/**
 * The bytes of a file. Two buffers take turns: while the consumer works on one, the operating system fills
 * the other. Closes the file at the end, also when the consumer stops early.
 *
 * @throws the system's error when a read fails, once all bytes before it have been delivered
 */
export async function* fileChunks(file: SequentialFile, chunkBytes: number): AsyncGenerator<Buffer> {
  let filling = Buffer.allocUnsafeSlow(chunkBytes);
  let spare = Buffer.allocUnsafeSlow(chunkBytes);
  let reading = startRead(file, filling);
  try {
    for (;;) {
      const bytesRead = await reading;
      if (bytesRead === 0) return;
      const filled = filling;
      filling = spare;
      spare = filled;
      reading = startRead(file, filling);
      yield filled.subarray(0, bytesRead);
    }
  } finally {
    // A read that is under way still uses the file and the buffer.
    await reading.catch(() => undefined);
    await file.close();
  }
}

function startRead(file: SequentialFile, buffer: Buffer): Promise<number> {
  const reading = file.read(buffer);
  // A failure is noticed when the consumer comes back; until then it must not count as unhandled.
  reading.catch(() => undefined);
  return reading;
}
