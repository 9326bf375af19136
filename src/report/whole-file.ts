import { once } from 'node:events';
import { createWriteStream, type Stats, type WriteStream } from 'node:fs';
import { readlink, realpath, rename, rm, stat, truncate } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { finished } from 'node:stream/promises';

/**
 * A file that appears under its name whole, at once, or not at all: it is written beside its place, as
 * `<name>.<process id>.unfinished`, and moved there at the end. So neither a full disk nor the end of the process, by
 * whatever signal, leaves half of one there, and a file that was there before stays until then. Where that name is taken, a
 * number is added to the process id. A pipe or a device cannot be moved onto and is written directly.
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
    const existing = await statOrAbsent(target);
    if (existing !== undefined && !existing.isFile())
      return WholeFile.#opened(new WholeFile(target, undefined, undefined));
    // Moving onto a symbolic link would replace the link; what it points to is meant.
    const place = existing === undefined ? await placeOfNew(target) : await realpath(target);
    // Whoever may not read the file that is there may not read the one that takes its place.
    const mode = existing && existing.mode & 0o777;
    for (let attempt = 1; ; attempt++) {
      const number = attempt === 1 ? '' : `-${attempt}`;
      const unfinishedPath = `${place}.${process.pid}${number}.unfinished`;
      try {
        return await WholeFile.#opened(new WholeFile(place, unfinishedPath, mode));
      } catch (error) {
        // It may be all that is left of a killed run, or be written now: in containers all processes have the same number.
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
    }
  }

  static async #opened(file: WholeFile): Promise<WholeFile> {
    if (file.out.pending) await once(file.out, 'open');
    return file;
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
    const { size } = await stat(this.unfinishedPath);
    // A disk that tells only at the end that it is full has less; truncating would fill that up with zeros.
    if (size > bytes) await truncate(this.unfinishedPath, bytes);
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

async function statOrAbsent(path: string): Promise<Stats | undefined> {
  try {
    return await stat(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Where a file will be that is not there yet: a symbolic link may already say it. */
async function placeOfNew(target: string): Promise<string> {
  const link = await readlink(target).catch(() => undefined);
  return link === undefined ? target : placeOfNew(resolve(await realpath(dirname(target)), link));
}
