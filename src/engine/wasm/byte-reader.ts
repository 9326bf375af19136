const decoder = new TextDecoder();

/** A binary module breaks the format, or uses a part of it that rules may not. The message says what. */
export class ModuleFormatError extends Error {
  override readonly name = 'ModuleFormatError';
}

/** Reads numbers and names of a binary module, never beyond its part of it. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #end: number;
  #at: number;

  /** @param at,end the part to read, in bytes from the module's start */
  constructor(bytes: Uint8Array, at = 0, end = bytes.length) {
    this.#bytes = bytes;
    this.#at = at;
    this.#end = end;
  }

  /** Where the next byte is, from the module's start. */
  get offset(): number {
    return this.#at;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#end;
  }

  byte(): number {
    if (this.#at === this.#end) throw new ModuleFormatError(`it ends in the middle, at byte ${this.#at}`);
    return this.#bytes[this.#at++]!;
  }

  /** An unsigned number of 32 bits, in LEB128. */
  u32(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.byte();
      // Not `<<`, which is signed.
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) {
        if (value > 0xffffffff) break;
        return value;
      }
    }
    throw new ModuleFormatError(`the number before byte ${this.#at} is larger than 32 bits`);
  }

  /** A text with its length before it. */
  name(): string {
    const { offset } = this.part(this.u32());
    return decoder.decode(this.#bytes.subarray(offset, this.#at));
  }

  /** Goes beyond the next bytes; a reader for them. */
  part(length: number): ByteReader {
    const start = this.#at;
    if (length > this.#end - start) {
      throw new ModuleFormatError(`it ends in the middle: ${length} bytes should follow byte ${start}`);
    }
    this.#at += length;
    return new ByteReader(this.#bytes, start, this.#at);
  }

  /** The bytes up to the next one. */
  bytesFrom(start: number): Uint8Array {
    return this.#bytes.subarray(start, this.#at);
  }
}
