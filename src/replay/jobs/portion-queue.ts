import type { PortionIndex } from './portion.ts';

/** Hands out the portions of a stream in order, each to one of the threads that share its memory. */
export class PortionQueue {
  readonly buffer: SharedArrayBuffer;
  readonly #next: Int32Array;
  readonly #count: number;

  /** @param buffer of a queue that another thread made; a new queue unless given */
  constructor(count: number, buffer = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) {
    this.#count = count;
    this.buffer = buffer;
    this.#next = new Int32Array(buffer);
  }

  /** The next portion, which is nobody else's then; undefined when all are taken. */
  take(): PortionIndex | undefined {
    const portion = Atomics.add(this.#next, 0, 1);
    return portion < this.#count ? portion : undefined;
  }
}
