/** One server-sent event. */
export interface ServerEvent {
  readonly event: string;
  readonly data: string;
}

/** Takes a text of server-sent events as it comes in, piece by piece, and hands out the whole ones. */
export class EventReader {
  readonly #onEvent: (event: ServerEvent) => void;
  readonly #maxLength: number;
  /** Pieces of a line whose end is not there yet. */
  #pieces: string[] = [];
  #event = '';
  #data: string[] = [];
  #length = 0;

  /** @param maxLength the most characters of one event */
  constructor(maxLength: number, onEvent: (event: ServerEvent) => void) {
    this.#maxLength = maxLength;
    this.#onEvent = onEvent;
  }

  /** @throws Error where an event is too long; nothing may follow then */
  push(text: string): void {
    let from = 0;
    for (let to = text.indexOf('\n'); to >= 0; to = text.indexOf('\n', from)) {
      this.#add(text.slice(from, to));
      const line = this.#pieces.join('');
      this.#pieces = [];
      this.#take(line.endsWith('\r') ? line.slice(0, -1) : line);
      from = to + 1;
    }
    this.#add(text.slice(from));
  }

  #add(piece: string): void {
    this.#length += piece.length;
    if (this.#length > this.#maxLength)
      throw new Error(`an event is longer than ${this.#maxLength} characters`);
    if (piece !== '') this.#pieces.push(piece);
  }

  #take(line: string): void {
    if (line === '') this.#finish();
    const [, name, value = ''] = /^(event|data)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (name === 'event') this.#event = value;
    if (name === 'data') this.#data.push(value);
  }

  #finish(): void {
    const event = { event: this.#event, data: this.#data.join('\n') };
    const isEvent = this.#data.length > 0;
    this.#event = '';
    this.#data = [];
    this.#length = 0;
    if (isEvent) this.#onEvent(event);
  }
}
