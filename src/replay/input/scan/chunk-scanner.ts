import type { LineSplitter } from '../split-lines.ts';
import { LineScanner, type WantedMember } from './line-scanner.ts';

/** Scans the lines of the chunk that a splitter is at. */
export class ChunkScanner {
  readonly scanner: LineScanner;
  #chunk: Buffer | undefined;

  private constructor(scanner: LineScanner) {
    this.scanner = scanner;
  }

  /** Undefined where there is no WebAssembly, or no scanner that could look for one of the members. */
  static for(wanted: readonly (string | WantedMember)[]): ChunkScanner | undefined {
    if (!('WebAssembly' in globalThis)) return undefined;
    try {
      return new ChunkScanner(LineScanner.create(wanted));
    } catch (error) {
      if (error instanceof RangeError) return undefined;
      throw error;
    }
  }

  /** Takes the chunk that the next lines are in. */
  load(chunk: Buffer): void {
    this.#chunk = chunk;
    this.scanner.load(chunk);
  }

  /** How many wanted members the splitter's current line has; -1 where only a parser can tell. */
  scan({ bytes, start, end }: LineSplitter): number {
    // A line that began in the chunk before is elsewhere.
    return bytes === this.#chunk ? this.scanner.scan(start, end) : -1;
  }
}
