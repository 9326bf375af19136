/** A line and column of a file, both from 1; columns count UTF-16 code units. */
export interface FilePosition {
  readonly line: number;
  readonly column: number;
}

/** Where the lines of a text begin, so that a file of thousands of rules is not searched for each of them. */
export class LineIndex {
  readonly #text: string;
  readonly #starts: number[] = [0];

  constructor(text: string) {
    this.#text = text;
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1))
      this.#starts.push(end + 1);
  }

  /** How many lines there are; an empty text has one. */
  get count(): number {
    return this.#starts.length;
  }

  /** The line and column of an offset in the text. */
  positionAt(offset: number): FilePosition {
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - (this.#starts[low] ?? 0) + 1 };
  }

  /** A line without its line break; empty for a line that does not exist. */
  lineText(line: number): string {
    const start = this.#starts[line - 1];
    if (start === undefined) return '';
    const end = this.#starts[line] ?? this.#text.length + 1;
    const text = this.#text.slice(start, end - 1);
    return text.endsWith('\r') ? text.slice(0, -1) : text;
  }
}
