import type { GuestMemoryObject } from './web-assembly.ts';

const encoder = new TextEncoder();
// Rust rejects what is no UTF-8, and to both a byte order mark is a character.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Longest text that is written character by character: a call into the encoder costs as much as that. */
const SHORT_TEXT_LENGTH = 64;

/**
 * The linear memory of a rule, as host functions read and write it. Pointers and lengths come from the rule, as signed
 * numbers that stand for unsigned ones; none makes anything outside the memory change.
 */
export class GuestMemory {
  readonly #memory: GuestMemoryObject;
  #bytes: Uint8Array;

  constructor(memory: GuestMemoryObject) {
    this.#memory = memory;
    this.#bytes = new Uint8Array(memory.buffer);
  }

  /**
   * Writes a text in UTF-8, as much of it as fits: the last character may be cut.
   *
   * @param capacity bytes that there is room for
   * @returns how many bytes were written; 0 where they would not lie within the memory
   */
  write(text: string, pointer: number, capacity: number): number {
    const start = pointer >>> 0;
    const room = capacity >>> 0;
    return this.#writeShort(text, start, room) ?? this.#writeAny(text, start, room);
  }

  /** The text in UTF-8 at a place; undefined where that is not within the memory, or no UTF-8. */
  read(pointer: number, length: number): string | undefined {
    const start = pointer >>> 0;
    const end = start + (length >>> 0);
    const bytes = this.#currentBytes();
    if (end > bytes.length) return undefined;
    try {
      return decoder.decode(bytes.subarray(start, end));
    } catch {
      return undefined;
    }
  }

  /** Undefined where what is to be written is not short or not ASCII; some of it may be written then. */
  #writeShort(text: string, start: number, room: number): number | undefined {
    const count = Math.min(text.length, room);
    const bytes = this.#currentBytes();
    if (count > SHORT_TEXT_LENGTH || start + count > bytes.length) return undefined;
    for (let at = 0; at < count; at++) {
      const unit = text.charCodeAt(at);
      if (unit > 0x7f) return undefined;
      bytes[start + at] = unit;
    }
    return count;
  }

  #writeAny(text: string, start: number, room: number): number {
    // One unit more than there is room for bytes, so that no pair is cut in front of the last byte.
    const encoded = encoder.encode(text.length > room ? text.slice(0, room + 1) : text);
    const count = Math.min(encoded.length, room);
    const bytes = this.#currentBytes();
    if (start + count > bytes.length) return 0;
    bytes.set(encoded.subarray(0, count), start);
    return count;
  }

  #currentBytes(): Uint8Array {
    // Growing takes the buffer away from those who hold it.
    if (this.#bytes.length === 0) this.#bytes = new Uint8Array(this.#memory.buffer);
    return this.#bytes;
  }
}
