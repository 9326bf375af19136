/**
 * Buffers that files are read into. An input gives its own back for the next one to use: a stream of many files would
 * leave megabytes with each to the garbage collector, which does not see them as a reason to hurry.
 */
export class ReadBuffers {
  readonly #spare: Buffer[] = [];

  /** One of exactly that size, with anything in it. */
  take(bytes: number): Buffer {
    const at = this.#spare.findIndex(({ length }) => length === bytes);
    return at < 0 ? Buffer.allocUnsafeSlow(bytes) : this.#spare.splice(at, 1)[0]!;
  }

  /** Nobody may use it any more. */
  give(buffer: Buffer): void {
    this.#spare.push(buffer);
  }
}
