import { isAscii } from 'node:buffer';

const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const TAB = 0x09;
const EMPTY = Buffer.alloc(0);

/** Longest line that is decoded, unless told: 16 MiB. Endpoint events are a few KiB. */
export const DEFAULT_MAX_LINE_BYTES = 16 * 1024 * 1024;

/** Told of a line that was skipped for its length; `lineBytes` counts up to, not including, its newline. */
export type OnLongLine = (lineNumber: number, lineBytes: number) => void;

/**
 * A cursor over the lines of a stream that arrives in chunks. It allocates nothing per line: `next()` moves
 * to the next line that is not blank, which is then `bytes[start..end)`, without its line end.
 *
 * Chunks may be reused by their owner once `next()` has returned false; what is left over of them is copied.
 */
export class LineSplitter {
  /** Where the current line's bytes are. Valid until the next call. */
  bytes: Buffer = EMPTY;
  start = 0;
  end = 0;
  /** The current line's number in the stream, from 1; blank and skipped lines count. */
  lineNumber = 0;

  readonly #maxLineBytes: number;
  readonly #onLongLine: OnLongLine;
  readonly #isBeginning: boolean;
  #chunk: Buffer = EMPTY;
  /** Undefined until somebody asks. */
  #chunkIsAscii: boolean | undefined = false;
  #position = 0;
  /** The beginning of a line whose end has not arrived. Kept and grown, never shrunk: it is bounded. */
  #carry: Buffer = EMPTY;
  #carryBytes = 0;
  /** Bytes dropped of a line that turned out too long; 0 outside such a line. */
  #droppedBytes = 0;
  #ended = false;

  /** @param isBeginning false where the stream is the rest of another: then no byte order mark is in front */
  constructor(maxLineBytes: number, onLongLine: OnLongLine, isBeginning = true) {
    this.#maxLineBytes = maxLineBytes;
    this.#onLongLine = onLongLine;
    this.#isBeginning = isBeginning;
  }

  /** Gives the next chunk. Only once `next()` has returned false. */
  feed(chunk: Buffer): void {
    this.#chunk = chunk;
    this.#chunkIsAscii = undefined;
    this.#position = 0;
  }

  /**
   * All of the current line's bytes are known to be ASCII; false says nothing. To look takes a hundredth of the time of
   * parsing the chunk, and halves that of making strings of its lines; where nobody parses lines, nobody looks.
   */
  get isAscii(): boolean {
    if (this.bytes !== this.#chunk) return false;
    return (this.#chunkIsAscii ??= isAscii(this.#chunk));
  }

  /** Says that no chunk will follow: what is left over is the last line. Only once `next()` has returned false. */
  endStream(): void {
    this.feed(EMPTY);
    this.#ended = true;
  }

  /** Moves to the next complete line; false when the chunk holds no more of them. */
  next(): boolean {
    const chunk = this.#chunk;
    for (;;) {
      const newline = chunk.indexOf(NEWLINE, this.#position);
      if (newline === -1) {
        this.#hold(this.#position, chunk.length);
        this.#position = chunk.length;
        return this.#ended && this.#finishLine();
      }
      const lineStart = this.#position;
      this.#position = newline + 1;
      if (this.#carryBytes > 0 || this.#droppedBytes > 0) {
        this.#hold(lineStart, newline);
        if (this.#finishLine()) return true;
      } else if (newline - lineStart > this.#maxLineBytes) {
        this.lineNumber++;
        this.#onLongLine(this.lineNumber, newline - lineStart);
      } else {
        this.lineNumber++;
        if (this.#select(chunk, lineStart, newline)) return true;
      }
    }
  }

  /** Ends the line that was carried over; false when there is none to be read. */
  #finishLine(): boolean {
    const lineBytes = this.#carryBytes;
    const droppedBytes = this.#droppedBytes;
    this.#carryBytes = 0;
    this.#droppedBytes = 0;
    if (lineBytes === 0 && droppedBytes === 0) return false;
    this.lineNumber++;
    if (droppedBytes > 0) {
      this.#onLongLine(this.lineNumber, droppedBytes);
      return false;
    }
    return this.#select(this.#carry, 0, lineBytes);
  }

  /** Keeps a part of a line until the rest of it arrives, or only counts it once it is too long. */
  #hold(start: number, end: number): void {
    const length = end - start;
    if (this.#droppedBytes > 0) {
      this.#droppedBytes += length;
      return;
    }
    const needed = this.#carryBytes + length;
    if (needed > this.#maxLineBytes) {
      this.#droppedBytes = needed;
      this.#carryBytes = 0;
      return;
    }
    if (needed > this.#carry.length) {
      const grown = Buffer.allocUnsafeSlow(Math.min(needed * 2, this.#maxLineBytes));
      this.#carry.copy(grown, 0, 0, this.#carryBytes);
      this.#carry = grown;
    }
    this.#chunk.copy(this.#carry, this.#carryBytes, start, end);
    this.#carryBytes = needed;
  }

  /** Makes a line the current one; false when it is blank. */
  #select(bytes: Buffer, start: number, end: number): boolean {
    let first = start;
    if (this.#isBeginning && this.lineNumber === 1 && startsWithByteOrderMark(bytes, start, end)) first += 3;
    let last = end;
    if (last > first && bytes[last - 1] === CARRIAGE_RETURN) last--;
    this.bytes = bytes;
    this.start = first;
    this.end = last;
    return !isBlank(bytes, first, last);
  }
}

function startsWithByteOrderMark(bytes: Buffer, start: number, end: number): boolean {
  return end - start >= 3 && bytes[start] === 0xef && bytes[start + 1] === 0xbb && bytes[start + 2] === 0xbf;
}

/** Ends at the first byte of any ordinary line. */
function isBlank(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!;
    if (byte !== SPACE && byte !== TAB && byte !== CARRIAGE_RETURN) return false;
  }
  return true;
}
