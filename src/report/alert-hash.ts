import { createHash } from 'node:crypto';

/** A call into the hash costs more than the bytes of one line do, so lines are gathered first. */
const GATHER_CHARACTERS = 64 * 1024;

/**
 * The sha256 over the lines of an alerts file, whether or not the file is written: two runs with the same hash
 * raised the same alerts in the same order.
 */
export class AlertHash {
  readonly #hash = createHash('sha256');
  #gathered = '';

  /** @param line one alert's line with its line break, as AlertLines makes it */
  add(line: string): void {
    this.#gathered += line;
    if (this.#gathered.length >= GATHER_CHARACTERS) this.#hashGathered();
  }

  /** `sha256:` and 64 hex digits. May be called once, after the last line. */
  digest(): string {
    this.#hashGathered();
    return `sha256:${this.#hash.digest('hex')}`;
  }

  #hashGathered(): void {
    this.#hash.update(this.#gathered, 'utf8');
    this.#gathered = '';
  }
}
