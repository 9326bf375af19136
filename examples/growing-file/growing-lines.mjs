/**
 * The lines of a file that another program writes, as they come: what `tail -F` does.
 */
import { open, stat } from 'node:fs/promises';
import { setInterval } from 'node:timers/promises';

/**
 * How often the file is looked at. Asking is cheap, and works where being told does not: `fs.watch` follows a file
 * that is renamed instead of the one that takes its place, and hears nothing of changes on network drives.
 */
const LOOK_EVERY_MS = 100;
const CHUNK_BYTES = 64 * 1024;
/** A longer line is left out, so that a file without line ends does not fill the memory. */
const MAX_LINE_BYTES = 1024 * 1024;
const NEWLINE = 0x0a;
const NOTHING = Buffer.alloc(0);

/**
 * Yields each line once its line end has been written, from the beginning of the file, until the signal is aborted. The
 * file may come later, be replaced by a new one (log rotation) or be emptied.
 *
 * @param {string} path
 * @param {AbortSignal} signal
 * @returns {AsyncGenerator<string>} lines without their line end
 */
export async function* growingLines(path, signal) {
  const file = new GrowingFile(path);
  try {
    for await (const _ of setInterval(LOOK_EVERY_MS, undefined, { signal })) yield* file.newLines(signal);
  } catch (error) {
    if (error.name !== 'AbortError') throw error;
  } finally {
    await file.close();
  }
}

class GrowingFile {
  #path;
  #handle;
  /** Read so far, of the file at hand. */
  #position = 0;
  /** The beginning of a line whose end has not been written. */
  #rest = NOTHING;
  #isTooLong = false;
  #buffer = Buffer.allocUnsafe(CHUNK_BYTES);

  constructor(path) {
    this.#path = path;
  }

  async *newLines(signal) {
    this.#handle ??= await openIfThere(this.#path);
    if (this.#handle === undefined) return;
    // Asked before reading, so that all of the old file has been read when the new one's turn comes.
    const isReplaced = await this.#isReplaced();
    if ((await this.#handle.stat()).size < this.#position) this.#beginAnew();
    while (!signal.aborted) {
      const { bytesRead } = await this.#handle.read(this.#buffer, 0, CHUNK_BYTES, this.#position);
      if (bytesRead === 0) break;
      this.#position += bytesRead;
      yield* this.#lines(this.#buffer.subarray(0, bytesRead));
    }
    if (!isReplaced) return;
    // Nobody will write the end of its last line any more.
    if (this.#rest.length > 0) yield this.#rest.toString();
    this.#beginAnew();
    await this.close();
  }

  async close() {
    const handle = this.#handle;
    this.#handle = undefined;
    await handle?.close();
  }

  /** Split as bytes: a character may be cut where a chunk ends, a line is not. */
  *#lines(chunk) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      const line = Buffer.concat([this.#rest, chunk.subarray(start, end)]);
      if (!this.#isTooLong) yield line.toString();
      this.#rest = NOTHING;
      this.#isTooLong = false;
      start = end + 1;
    }
    this.#rest = Buffer.concat([this.#rest, chunk.subarray(start)]);
    if (this.#rest.length <= MAX_LINE_BYTES) return;
    this.#isTooLong = true;
    this.#rest = NOTHING;
  }

  /** As long as nothing has taken its place, a file that was renamed is read on. */
  async #isReplaced() {
    const there = await stat(this.#path).catch(() => undefined);
    const ours = await this.#handle.stat();
    return there !== undefined && (there.ino !== ours.ino || there.dev !== ours.dev);
  }

  #beginAnew() {
    this.#position = 0;
    this.#rest = NOTHING;
    this.#isTooLong = false;
  }
}

async function openIfThere(path) {
  try {
    return await open(path);
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}
