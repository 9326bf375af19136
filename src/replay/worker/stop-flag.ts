/** Shared memory by which one thread asks another one to stop; looking at it costs a few nanoseconds. */
export class StopFlag {
  readonly buffer: SharedArrayBuffer;
  readonly #flag: Int32Array;

  /** @param buffer of a flag that another thread made; a new flag, not raised, unless given */
  constructor(buffer = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) {
    this.buffer = buffer;
    this.#flag = new Int32Array(buffer);
  }

  get isRaised(): boolean {
    return Atomics.load(this.#flag, 0) === 1;
  }

  raise(): void {
    Atomics.store(this.#flag, 0, 1);
  }
}
