import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseResults, type Results } from './results.ts';

/** The results that are committed: those of the page, and those before them. */
export class KeptResults {
  readonly #latest: string;
  readonly #previous: string;

  /** @param folder `bench/results` */
  constructor(folder: string) {
    this.#latest = join(folder, 'latest.json');
    this.#previous = join(folder, 'previous.json');
  }

  /** Undefined where there are none yet. @throws ResultsError */
  latest(): Results | undefined {
    return read(this.#latest);
  }

  /** What was the latest before those that are. @throws ResultsError */
  previous(): Results | undefined {
    return read(this.#previous);
  }

  /** Makes these the latest, and what were the latest the previous ones. */
  replace(results: Results): void {
    const before = this.latest();
    if (before !== undefined) writeResults(this.#previous, before);
    writeResults(this.#latest, results);
  }
}

/** Writes results as JSON; the same results give the same bytes. */
export function writeResults(file: string, results: Results): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(results, undefined, 2)}\n`);
}

function read(file: string): Results | undefined {
  return existsSync(file) ? parseResults(readFileSync(file, 'utf8'), file) : undefined;
}
