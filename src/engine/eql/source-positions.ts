import type { Position, Span } from './ast.ts';

/** Turns offsets into lines and columns. Lines end at a line feed, so `\r\n` is one line break. */
export class SourcePositions {
  /** Offset of the first character of every line. */
  readonly #lineStarts: readonly number[];

  constructor(text: string) {
    const lineStarts = [0];
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lineStarts.push(at + 1);
    this.#lineStarts = lineStarts;
  }

  /** @param offset in UTF-16 code units from 0. */
  position(offset: number): Position {
    let low = 0;
    let high = this.#lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.#lineStarts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { offset, line: low + 1, column: offset - this.#lineStarts[low]! + 1 };
  }

  /** From `start` up to, but not including, `end`; both are offsets. */
  span(start: number, end: number): Span {
    return { start: this.position(start), end: this.position(end) };
  }
}
