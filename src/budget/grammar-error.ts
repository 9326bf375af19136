/** A fault in the text of a budget. Whoever knows where the text stands makes a diagnostic of it. */
export class GrammarError extends Error {
  override readonly name = 'GrammarError';
  /** In the text, from 0. */
  readonly offset: number;
  /** Characters that are at fault, from 1. */
  readonly length: number;
  readonly advice: string | undefined;

  /** @param advice what would be right */
  constructor(message: string, offset: number, length: number, advice?: string) {
    super(message);
    this.offset = offset;
    this.length = Math.max(1, length);
    this.advice = advice;
  }

  /** The same fault in a longer text that has `text` from `offset` on. */
  movedBy(offset: number): GrammarError {
    return new GrammarError(this.message, this.offset + offset, this.length, this.advice);
  }
}

/** Runs a parser of a part of a text, so that its errors have the place in the whole. @throws GrammarError */
export function partAt<T>(offset: number, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw error instanceof GrammarError ? error.movedBy(offset) : error;
  }
}
