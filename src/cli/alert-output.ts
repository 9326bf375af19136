import type { Alert } from '../engine/alert.ts';
import type { Rule } from '../engine/rule.ts';
import { AlertHash } from '../report/alert-hash.ts';
import { AlertLines, withCaptures } from '../report/alert-line.ts';
import { AlertWriteError, AlertWriter, type WrittenAlerts } from '../report/alert-writer.ts';
import { countText } from '../report/figure-text.ts';
import { WholeFile } from '../report/whole-file.ts';
import type { CommandIo } from './io.ts';

/** A file for alerts and its name as it was given. */
interface AlertFile {
  readonly file: WholeFile;
  readonly target: string;
}

/**
 * Where a run's alerts go: into their hash always, into a file or stdout where asked for. A file has its name when the run
 * has ended, in order or not, and all alerts up to there are in it. A write that fails ends the writing only: the run goes
 * on, and `failure` says what happened and where the alerts are that were written.
 */
export class AlertOutput {
  readonly #lines: AlertLines;
  readonly #hash = new AlertHash();
  readonly #writer: AlertWriter | undefined;
  readonly #file: AlertFile | undefined;
  #failure: AlertWriteError | undefined;

  private constructor(rules: readonly Rule[], writer: AlertWriter | undefined, file: AlertFile | undefined) {
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
    try {
      const file = await WholeFile.open(target);
      return new AlertOutput(rules, new AlertWriter(file.out, target), { file, target });
    } catch (error) {
      throw writeError(target, error);
    }
  }

  /** Why some alerts were not written; undefined where all were. Complete once `finish` was awaited. */
  get failure(): AlertWriteError | undefined {
    return this.#failure;
  }

  add(alert: Alert): void {
    const line = this.#lines.line(alert);
    this.#hash.add(line);
    if (this.#failure !== undefined) return;
    const lastEvent = alert.events.reduce<number>((last, event) => Math.max(last, event ?? 0), 0);
    // The hash is over what was found; what is written of it must not change it.
    this.#writer?.add(alert.captures === undefined ? line : withCaptures(line, alert.captures), lastEvent);
  }

  /** Lets a slow disk catch up. */
  async flush(): Promise<void> {
    if (this.#failure === undefined) await this.#writer?.flush().catch(this.#fail);
  }

  /** Writes what is left and gives the file its name. @returns the hash of all alerts, written or not */
  async finish(): Promise<string> {
    if (this.#failure === undefined) await this.#writer?.finish().catch(this.#fail);
    if (this.#file !== undefined) await this.#close(this.#file);
    return this.#hash.digest();
  }

  async #close({ file, target }: AlertFile): Promise<void> {
    try {
      if (this.#failure === undefined) await file.complete();
    } catch (error) {
      this.#fail(writeError(target, error));
    }
    if (this.#failure === undefined) return;
    const { written } = this.#writer!;
    // Where not even that can be done, it stays as it is, under the name that says so.
    const kept = await file.keep(written.bytes).catch(() => file.unfinishedPath);
    this.#failure = new AlertWriteError(`${this.#failure.message}; ${keptText(written, kept)}`, {
      cause: this.#failure.cause,
    });
  }

  readonly #fail = (error: unknown): void => {
    if (!(error instanceof AlertWriteError)) throw error;
    this.#failure = error;
  };
}

function keptText({ lines, lastEvent }: WrittenAlerts, path: string | undefined): string {
  if (lines === 0) return 'none were written';
  const where = path === undefined ? 'were written' : `are in ${path}`;
  return `the first ${countText(lines)}, up to event ${countText(lastEvent)}, ${where}`;
}

function writeError(target: string, error: unknown): AlertWriteError {
  return new AlertWriteError(`could not write alerts to ${target}: ${(error as Error).message}`, {
    cause: error,
  });
}
