import type { Position, Span } from './ast.ts';

/** Turns offsets into lines and columns. Lines end at a line feed, so `\r\n` is one line break. */
export class SourcePositions {
  /** Offset of the first character of every line. */
  readonly #lineStarts: readonly number[];
  /** The line asked for last, from 0: the next place is mostly on the same. */
  #lastLine = 0;

  constructor(text: string) {
    const lineStarts = [0];
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lineStarts.push(at + 1);
    this.#lineStarts = lineStarts;
  }

  /** @param offset in UTF-16 code units from 0. */
  position(offset: number): Position {
    if (offset < this.#lineStarts[this.#lastLine]! || offset >= this.#endOf(this.#lastLine)) {
      this.#lastLine = this.#findLine(offset);
    }
    const line = this.#lastLine;
    return { offset, line: line + 1, column: offset - this.#lineStarts[line]! + 1 };
  }

  /** From `start` up to, but not including, `end`; both are offsets. */
  span(start: number, end: number): Span {
    const from = this.position(start);
    if (end >= this.#endOf(this.#lastLine)) return { start: from, end: this.position(end) };
    return { start: from, end: { offset: end, line: from.line, column: from.column + (end - start) } };
  }

  /** Where the line behind a line begins. */
  #endOf(line: number): number {
    return this.#lineStarts[line + 1] ?? Number.POSITIVE_INFINITY;
  }

  #findLine(offset: number): number {
    let low = 0;
    let high = this.#lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.#lineStarts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
