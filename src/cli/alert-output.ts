import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { Alert } from '../engine/alert.ts';
import type { Rule } from '../engine/rule.ts';
import { AlertHash } from '../report/alert-hash.ts';
import { AlertLines, withCaptures } from '../report/alert-line.ts';
import { AlertWriteError, AlertWriter } from '../report/alert-writer.ts';
import type { CommandIo } from './io.ts';

/**
 * Where a run's alerts go: into their hash always, into a file or stdout where asked for. A write that fails
 * ends the writing only: the run goes on, and `failure` says what happened.
 */
export class AlertOutput {
  readonly #lines: AlertLines;
  readonly #hash = new AlertHash();
  readonly #file: WriteStream | undefined;
  #writer: AlertWriter | undefined;
  #failure: AlertWriteError | undefined;

  private constructor(
    rules: readonly Rule[],
    writer: AlertWriter | undefined,
    file: WriteStream | undefined,
  ) {
    this.#lines = new AlertLines(rules);
    this.#writer = writer;
    this.#file = file;
  }

  /**
   * @param target a file's path, `-` for stdout, undefined for none
   * @throws AlertWriteError when the file cannot be opened
   */
  static async open(rules: readonly Rule[], target: string | undefined, io: CommandIo): Promise<AlertOutput> {
    if (target === undefined) return new AlertOutput(rules, undefined, undefined);
    if (target === '-')
      return new AlertOutput(rules, new AlertWriter(io.stdout, 'standard output'), undefined);
    const file = createWriteStream(target);
    try {
      await once(file, 'open');
    } catch (error) {
      throw writeError(target, error);
    }
    return new AlertOutput(rules, new AlertWriter(file, target), file);
  }

  /** Why some alerts were not written; undefined where all were. */
  get failure(): AlertWriteError | undefined {
    return this.#failure;
  }

  add(alert: Alert): void {
    const line = this.#lines.line(alert);
    this.#hash.add(line);
    // The hash is over what was found; what is written of it must not change it.
    this.#writer?.add(alert.captures === undefined ? line : withCaptures(line, alert.captures));
  }

  /** Lets a slow disk catch up. */
  flush(): Promise<void> | undefined {
    return this.#writer?.flush().catch(this.#fail);
  }

  /** Writes what is left and closes the file. @returns the hash of all alerts, written or not */
  async finish(): Promise<string> {
    await this.#writer?.finish().catch(this.#fail);
    if (this.#file !== undefined && this.#failure === undefined) await this.#close(this.#file);
    return this.#hash.digest();
  }

  async #close(file: WriteStream): Promise<void> {
    try {
      file.end();
      await finished(file);
    } catch (error) {
      this.#fail(writeError(String(file.path), error));
    }
  }

  readonly #fail = (error: unknown): void => {
    if (!(error instanceof AlertWriteError)) throw error;
    this.#failure = error;
    this.#writer = undefined;
  };
}

function writeError(target: string, error: unknown): AlertWriteError {
  return new AlertWriteError(`could not write alerts to ${target}: ${(error as Error).message}`, {
    cause: error,
  });
}
