import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import type { Alert } from '../engine/alert.ts';
import type { Rule } from '../engine/rule.ts';
import { AlertHash } from '../report/alert-hash.ts';
import { AlertLines } from '../report/alert-line.ts';
import { AlertWriter } from '../report/alert-writer.ts';
import type { CommandIo } from './io.ts';

/** Where a run's alerts go: into their hash always, into a file or stdout where asked for. */
export class AlertOutput {
  readonly #lines: AlertLines;
  readonly #hash = new AlertHash();
  readonly #writer: AlertWriter | undefined;
  readonly #file: WriteStream | undefined;

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
   * @throws the system's error when the file cannot be opened
   */
  static async open(rules: readonly Rule[], target: string | undefined, io: CommandIo): Promise<AlertOutput> {
    if (target === undefined) return new AlertOutput(rules, undefined, undefined);
    if (target === '-')
      return new AlertOutput(rules, new AlertWriter(io.stdout, 'standard output'), undefined);
    const file = createWriteStream(target);
    await once(file, 'open');
    return new AlertOutput(rules, new AlertWriter(file, target), file);
  }

  add(alert: Alert): void {
    const line = this.#lines.line(alert);
    this.#hash.add(line);
    this.#writer?.add(line);
  }

  /** Lets a slow disk catch up. @throws AlertWriteError */
  flush(): Promise<void> | undefined {
    return this.#writer?.flush();
  }

  /** Writes what is left and closes the file. @returns the hash. @throws AlertWriteError */
  async finish(): Promise<string> {
    await this.#writer?.finish();
    if (this.#file !== undefined) {
      this.#file.end();
      await once(this.#file, 'close');
    }
    return this.#hash.digest();
  }
}
