import { heldBytes } from './held-bytes.ts';
import { SIZES } from './object-sizes.ts';

/** Until so much is allocated, nobody looks what of it is still held. */
const SMALLEST_STEP_BYTES = 1024 * 1024;

/** Thrown into Lua code that wants more than it may have. */
export class NotEnoughMemory extends Error {
  constructor() {
    super('not enough memory');
    this.name = 'NotEnoughMemory';
  }
}

/**
 * Estimates what a fengari state holds: counts what it allocates, and whenever that has grown by half, walks through
 * what it still reaches.
 */
export class MemoryMeter {
  limitBytes = Number.POSITIVE_INFINITY;
  readonly #globals: object;
  #heldBytes = 0;
  #sinceBytes = 0;
  #stepBytes = SMALLEST_STEP_BYTES;
  #peakBytes = 0;

  /** @param globals fengari's `global_State` */
  constructor(globals: object) {
    this.#globals = globals;
  }

  /** What it held when it was last looked at, and all that came since. */
  get memoryBytes(): number {
    return this.#heldBytes + this.#sinceBytes;
  }

  get peakMemoryBytes(): number {
    return Math.max(this.#peakBytes, this.memoryBytes);
  }

  table(): void {
    this.#add(SIZES.table);
  }

  entry(): void {
    this.#add(SIZES.entry);
  }

  string(byteLength: number): void {
    this.#add(SIZES.string + byteLength);
  }

  closure(upvalues: number): void {
    this.#add(SIZES.closure + SIZES.upvalue * upvalues);
  }

  thread(): void {
    this.#add(SIZES.thread);
  }

  /** Called before a block of bytes is made, as a single one may be too large. */
  reserve(byteLength: number): void {
    if (this.memoryBytes + byteLength > this.limitBytes) this.#countFor(byteLength);
  }

  #add(byteLength: number): void {
    if (this.#sinceBytes + byteLength > this.#stepBytes) this.#countFor(byteLength);
    this.#sinceBytes += byteLength;
  }

  /** Looks what is held, now that so many bytes are wanted: what they are for cannot be reached yet. */
  #countFor(wantedBytes: number): void {
    this.#peakBytes = this.peakMemoryBytes;
    this.#heldBytes = heldBytes(this.#globals);
    this.#sinceBytes = 0;
    const roomBytes = this.limitBytes - this.#heldBytes;
    this.#stepBytes = Math.max(SMALLEST_STEP_BYTES, Math.min(this.#heldBytes / 2, roomBytes));
    if (wantedBytes > roomBytes) throw new NotEnoughMemory();
  }
}
