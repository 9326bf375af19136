import type { Writable } from 'node:stream';

const WRITE_AT_CHARACTERS = 64 * 1024;

/** Why alerts could not be written, and how many were before that. */
export class AlertWriteError extends Error {
  override readonly name = 'AlertWriteError';
}

/**
 * Writes the lines of alerts to a stream. The engine raises alerts without waiting, so `add` only gathers them;
 * between batches the replay awaits `flush`, which is where a slow disk holds the replay back. Memory is
 * bounded by the alerts of one batch.
 */
export class AlertWriter {
  readonly #out: Writable;
  readonly #target: string;
  #gathered = '';
  #gatheredLines = 0;
  #writtenLines = 0;

  /**
   * @param out where lines go; it is not closed
   * @param target its name, for errors
   */
  constructor(out: Writable, target: string) {
    this.#out = out;
    this.#target = target;
    // The failed write reports the error to us; without a listener the stream would end the process as well.
    out.on('error', () => {});
  }

  /** @param line one alert's line with its line break, as AlertLines makes it */
  add(line: string): void {
    this.#gathered += line;
    this.#gatheredLines++;
  }

  /**
   * To be awaited between batches: writes when enough has gathered, and waits until the stream took it.
   * @throws AlertWriteError when the stream fails: a full disk, a closed pipe.
   */
  async flush(): Promise<void> {
    if (this.#gathered.length >= WRITE_AT_CHARACTERS) await this.#write();
  }

  /** To be awaited at the end, however the run ended: writes what is left. @throws AlertWriteError */
  async finish(): Promise<void> {
    if (this.#gathered !== '') await this.#write();
  }

  async #write(): Promise<void> {
    const text = this.#gathered;
    const lines = this.#gatheredLines;
    this.#gathered = '';
    this.#gatheredLines = 0;
    await new Promise<void>((resolve, reject) => {
      this.#out.write(text, (error) => {
        if (error) reject(this.#failure(error));
        else resolve();
      });
    });
    this.#writtenLines += lines;
  }

  #failure(error: Error): AlertWriteError {
    return new AlertWriteError(
      `could not write alerts to ${this.#target}: ${error.message}; the first ${this.#writtenLines} were written`,
      { cause: error },
    );
  }
}
