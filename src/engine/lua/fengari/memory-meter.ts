import { heldBytes } from './held-bytes.ts';
import { SIZES } from './object-sizes.ts';

/** Until so much is allocated, nobody looks what of it is still held. */
const SMALLEST_STEP_BYTES = 1024 * 1024;

/** A call takes at least so many places on the stack: its function and two more. */
const SLOTS_PER_CALL = 3;

/**
 * Shorter texts are counted and never refused, as the message of a refusal is such a text. To be kept, they need a
 * place that can be refused.
 */
const LONGEST_UNREFUSED_STRING = 64;

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
    const bytes = SIZES.string + byteLength;
    if (byteLength > LONGEST_UNREFUSED_STRING) {
      this.#add(bytes);
      return;
    }
    if (this.#sinceBytes + bytes > Math.max(this.#stepBytes, SMALLEST_STEP_BYTES)) this.#count();
    this.#sinceBytes += bytes;
  }

  closure(upvalues: number): void {
    this.#add(SIZES.closure + SIZES.upvalue * upvalues);
  }

  thread(): void {
    this.#add(SIZES.thread);
  }

  /** Places by which a stack grows. They are about to be filled, and every call needs a few of them. */
  stack(slots: number): void {
    this.#add((SIZES.stackSlot + SIZES.stackValue) * slots + (SIZES.call * slots) / SLOTS_PER_CALL);
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
    if (wantedBytes > this.#count()) throw new NotEnoughMemory();
  }

  /** Looks what is held; returns how much more may be. */
  #count(): number {
    this.#peakBytes = this.peakMemoryBytes;
    this.#heldBytes = heldBytes(this.#globals);
    this.#sinceBytes = 0;
    const roomBytes = this.limitBytes - this.#heldBytes;
    // With nothing left, whatever is wanted is refused: else a rule that catches the error gets a step more each time.
    this.#stepBytes =
      roomBytes <= 0 ? 0 : Math.max(SMALLEST_STEP_BYTES, Math.min(this.#heldBytes / 2, roomBytes));
    return roomBytes;
  }
}
