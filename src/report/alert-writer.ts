import type { Writable } from 'node:stream';

const WRITE_AT_CHARACTERS = 64 * 1024;

/** Why alerts could not be written, and what was before that. */
export class AlertWriteError extends Error {
  override readonly name = 'AlertWriteError';
}

/** What a stream has taken of the alerts, whole lines only. */
export interface WrittenAlerts {
  readonly lines: number;
  readonly bytes: number;
  /** The number of the last event that one of them is made of; 0 without any. */
  readonly lastEvent: number;
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
  #lastEvent = 0;
  #written: WrittenAlerts = { lines: 0, bytes: 0, lastEvent: 0 };

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

  /** What has been written by now, also when more could not be. */
  get written(): WrittenAlerts {
    return this.#written;
  }

  /**
   * @param line one alert's line with its line break, as AlertLines makes it
   * @param lastEvent the number of the last event that it is made of
   */
  add(line: string, lastEvent: number): void {
    this.#gathered += line;
    this.#gatheredLines++;
    this.#lastEvent = Math.max(this.#lastEvent, lastEvent);
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
    const written = {
      lines: this.#written.lines + this.#gatheredLines,
      bytes: this.#written.bytes + Buffer.byteLength(text),
      lastEvent: this.#lastEvent,
    };
    this.#gathered = '';
    this.#gatheredLines = 0;
    await new Promise<void>((resolve, reject) => {
      this.#out.write(text, (error) => {
        if (error) reject(this.#failure(error));
        else resolve();
      });
    });
    this.#written = written;
  }

  #failure(error: Error): AlertWriteError {
    return new AlertWriteError(`could not write alerts to ${this.#target}: ${error.message}`, {
      cause: error,
    });
  }
}
