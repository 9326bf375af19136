import type { Dialect } from './ast.ts';
import { KEYWORDS } from './keywords.ts';
import { stringEnd } from './string-end.ts';

const COMMENT_MARK = /\/\*|\*\//g;
const WORD = /[A-Za-z_@][A-Za-z0-9_]*/y;
const NUMBER = /(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?/y;

const [TAB, LINE_FEED, RETURN, BLANK] = [9, 10, 13, 32];
const [MINUS, DOT, SLASH, QUESTION_MARK] = [45, 46, 47, 63];

/**
 * Finds where the smallest parts of a query end. The grammar tries many alternatives at one place; reading these parts
 * character by character, as a grammar does, would be most of its work.
 *
 * All places are offsets in UTF-16 code units; ends are exclusive.
 */
export class SourceScanner {
  readonly #text: string;
  readonly #dialect: Dialect;
  // The name that was asked for last: several alternatives begin with one.
  #nameStart = -1;
  #nameEnd = -1;

  /** @param text a query that `checkText` has passed, so that its comments and strings are closed. */
  constructor(text: string, dialect: Dialect) {
    this.#text = text;
    this.#dialect = dialect;
  }

  /** The end of the white space and comments that begin at `at`; `at` itself where there are none. */
  blankEnd(at: number): number {
    let end = at;
    for (;;) {
      const code = this.#text.charCodeAt(end);
      if (code === BLANK || code === LINE_FEED || code === RETURN || code === TAB) end++;
      else if (code === SLASH || code === MINUS) {
        const comment = this.#commentEnd(end);
        if (comment === end) return end;
        end = comment;
      } else return end;
    }
  }

  /** The end of the name at `at`; -1 where there is none, or a reserved word. */
  nameEnd(at: number): number {
    if (at === this.#nameStart) return this.#nameEnd;
    const end = endOf(WORD, this.#text, at);
    this.#nameStart = at;
    this.#nameEnd = KEYWORDS.has(this.#text.slice(at, end)) ? -1 : end;
    return this.#nameEnd;
  }

  /**
   * The end of a field written the usual way, `process.name` or `?process.name`. -1 where there is none, where it may be
   * the name of a function, and where its path goes on in another way (`process . name`).
   */
  plainFieldEnd(at: number): number {
    const text = this.#text;
    let end = text.charCodeAt(at) === QUESTION_MARK ? at : at - 1;
    do {
      end = this.nameEnd(end + 1);
      if (end === -1) return -1;
    } while (text.charCodeAt(end) === DOT);
    const next = text.charAt(this.blankEnd(end));
    return next === '.' || next === '(' || next === '~' ? -1 : end;
  }

  /** The end of the number without sign at `at`; -1 where there is none. */
  numberEnd(at: number): number {
    return endOf(NUMBER, this.#text, at);
  }

  /** The end of the string at `at`, quotes included; -1 where there is none. */
  stringEnd(at: number): number {
    return stringEnd(this.#text, at);
  }

  /** `at` itself where no comment begins. Comments in slashes and stars nest. */
  #commentEnd(at: number): number {
    const text = this.#text;
    if (text.startsWith('//', at) || (this.#dialect === 'kestrel' && text.startsWith('--', at))) {
      const end = text.indexOf('\n', at);
      return end === -1 ? text.length : end;
    }
    if (!text.startsWith('/*', at)) return at;
    COMMENT_MARK.lastIndex = at;
    let depth = 0;
    do {
      const mark = COMMENT_MARK.exec(text);
      if (mark === null) return at;
      depth += mark[0] === '/*' ? 1 : -1;
    } while (depth > 0);
    return COMMENT_MARK.lastIndex;
  }
}

/** @param pattern sticky. */
function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}
