import { once } from 'node:events';
import { createWriteStream, type Stats, type WriteStream } from 'node:fs';
import { realpath, rename, rm, stat, truncate } from 'node:fs/promises';
import { finished } from 'node:stream/promises';

/**
 * A file that appears under its name whole, at once, or not at all: it is written beside its place, as
 * `<name>.<process id>.unfinished`, and moved there at the end. So neither a full disk nor the end of the process, by
 * whatever signal, leaves half of one there, and a file that was there before stays until then. A pipe or a device cannot
 * be moved onto and is written directly.
 */
export class WholeFile {
  /** Where its content goes. It is ended by `complete`, `keep` or `discard`. */
  readonly out: WriteStream;
  /** Where it is until it is complete; undefined for a pipe or a device. */
  readonly unfinishedPath: string | undefined;
  readonly #place: string;
  readonly #closed: Promise<void>;

  private constructor(place: string, unfinishedPath: string | undefined, mode: number | undefined) {
    this.#place = place;
    this.unfinishedPath = unfinishedPath;
    this.out =
      unfinishedPath === undefined
        ? createWriteStream(place)
        : // The disk has all of it before it is moved: else a crash of the machine could leave an empty file in its place.
          createWriteStream(unfinishedPath, {
            flags: 'wx',
            flush: true,
            ...(mode !== undefined && { mode }),
          });
    this.#closed = finished(this.out);
    // Awaited later; until then a failure that a write reports as well must not count as unhandled.
    this.#closed.catch(() => undefined);
  }

  /** @throws what looking at the target or opening the file fails with */
  static async open(target: string): Promise<WholeFile> {
    const existing = await stat(target).catch(() => undefined);
    const file = await WholeFile.#create(target, existing);
    if (file.out.pending) await once(file.out, 'open');
    return file;
  }

  static async #create(target: string, existing: Stats | undefined): Promise<WholeFile> {
    if (existing !== undefined && !existing.isFile()) return new WholeFile(target, undefined, undefined);
    // Moving onto a symbolic link would replace the link; what it points to is meant.
    const place = existing === undefined ? target : await realpath(target);
    const unfinishedPath = `${place}.${process.pid}.unfinished`;
    // Left behind by a process that had the same number.
    await rm(unfinishedPath, { force: true });
    // Whoever may not read the file that is there may not read the one that takes its place.
    return new WholeFile(place, unfinishedPath, existing && existing.mode & 0o777);
  }

  /** Closes the file and moves it to its place. @throws what either fails with; it is not in its place then */
  async complete(): Promise<void> {
    this.out.end();
    await this.#closed;
    if (this.unfinishedPath !== undefined) await rename(this.unfinishedPath, this.#place);
  }

  /**
   * Gives up, and keeps what was written.
   *
   * @param bytes how much of it is good: the rest is cut off
   * @returns where it is; undefined where there is nothing to keep, or it went through a pipe
   */
  async keep(bytes: number): Promise<string | undefined> {
    await this.#close();
    if (bytes === 0 || this.unfinishedPath === undefined) {
      await this.discard();
      return undefined;
    }
    await truncate(this.unfinishedPath, bytes);
    return this.unfinishedPath;
  }

  /** Gives up, and leaves nothing behind. */
  async discard(): Promise<void> {
    await this.#close();
    if (this.unfinishedPath !== undefined) await rm(this.unfinishedPath, { force: true });
  }

  /** Only then is it certain that no late open makes the file again. */
  async #close(): Promise<void> {
    this.out.destroy();
    await this.#closed.catch(() => undefined);
  }
}

/**
 * Makes a file appear whole or not at all, with what `write` puts into it; a pipe or device is written directly.
 * @throws what opening, writing or moving it fails with
 */
export async function writeWholeFile(
  target: string,
  write: (out: WriteStream) => Promise<void>,
): Promise<void> {
  const file = await WholeFile.open(target);
  try {
    await write(file.out);
    await file.complete();
  } catch (error) {
    await file.discard();
    throw error;
  }
}
