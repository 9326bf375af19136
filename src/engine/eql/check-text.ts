import { EqlError } from '../diagnostic.ts';
import type { Dialect } from './ast.ts';
import { MAX_NESTING, MAX_QUERY_LENGTH } from './limits.ts';
import type { SourcePositions } from './source-positions.ts';
import { stringEnd } from './string-end.ts';

const CLOSING: ReadonlyMap<string, string> = new Map([
  ['(', ')'],
  ['[', ']'],
]);

/**
 * Names, numbers, white space and operators, which have no meaning beyond themselves, and strings in plain quotes: nearly
 * all of a query, in one go.
 */
const PLAIN_RUN = /(?:[A-Za-z0-9_@ \t\r\n=!<>:+*%,.|~&]+|"(?!"")[^"\\\r\n]*(?:\\[^\r\n][^"\\\r\n]*)*")+/y;
const QUOTED_NAME = /`[^`]*(?:``[^`]*)*`/y;

/**
 * Checks a query's length, characters, quotes, comments and brackets before the grammar sees it. A mistake
 * there would surface far from its cause, and nesting without limit would overflow the parser's stack.
 *
 * @throws EqlError at the first fault.
 */
export function checkText(text: string, dialect: Dialect, positions: SourcePositions): void {
  if (text.length > MAX_QUERY_LENGTH) {
    throw new EqlError(
      `query of ${text.length} characters is longer than the limit of ${MAX_QUERY_LENGTH}`,
      positions.span(0, 0),
      'Split it into several rules',
    );
  }
  if (dialect === 'elastic') refuseLeadingDashComment(text, positions);
  new TextCheck(text, dialect, positions).run();
}

function refuseLeadingDashComment(text: string, positions: SourcePositions): void {
  const start = text.search(/\S/);
  if (start === -1 || !text.startsWith('--', start)) return;
  throw new EqlError(
    '`--` starts a comment in the Kestrel dialect only',
    positions.span(start, start + 2),
    'Write // instead, or set the dialect of the rule to kestrel',
  );
}

class TextCheck {
  readonly #text: string;
  readonly #dialect: Dialect;
  readonly #positions: SourcePositions;
  /** Offsets of the brackets still open, outermost first. */
  readonly #open: number[] = [];
  #at = 0;

  constructor(text: string, dialect: Dialect, positions: SourcePositions) {
    this.#text = text;
    this.#dialect = dialect;
    this.#positions = positions;
  }

  run(): void {
    while (this.#at < this.#text.length) this.#step();
    const unclosed = this.#open.at(-1);
    if (unclosed !== undefined) {
      const bracket = this.#text[unclosed]!;
      throw this.#error(
        `\`${bracket}\` is never closed`,
        unclosed,
        1,
        `Add the missing ${CLOSING.get(bracket)}`,
      );
    }
  }

  #step(): void {
    const text = this.#text;
    PLAIN_RUN.lastIndex = this.#at;
    if (PLAIN_RUN.test(text)) this.#at = PLAIN_RUN.lastIndex;
    const at = this.#at;
    if (at === text.length) return;
    const character = text[at]!;
    if (text.startsWith('//', at)) this.#skipLineComment();
    else if (text.startsWith('--', at) && this.#dialect === 'kestrel') this.#skipLineComment();
    else if (text.startsWith('/*', at)) this.#skipBlockComment();
    else if (character === '"') this.#skipString();
    else if (character === '`') this.#skipQuotedName();
    else if (character === "'") this.#refuseOldString(at);
    else if (character === '?' && (text[at + 1] === '"' || text[at + 1] === "'")) this.#refuseOldString(at);
    else if (character === '(' || character === '[') this.#openBracket();
    else if (character === ')' || character === ']') this.#closeBracket(character);
    else if (character === '/' || character === '-' || character === '?') this.#at++;
    else throw this.#strayCharacter();
  }

  #skipLineComment(): void {
    const end = this.#text.indexOf('\n', this.#at);
    this.#at = end === -1 ? this.#text.length : end;
  }

  #skipBlockComment(): void {
    const mark = /\/\*|\*\//g;
    mark.lastIndex = this.#at;
    const starts: number[] = [];
    do {
      const found = mark.exec(this.#text);
      if (found === null) {
        throw this.#error('comment is never closed', starts.at(-1)!, 2, 'Add the missing */; comments nest');
      }
      if (found[0] === '*/') starts.pop();
      else starts.push(found.index);
      if (starts.length > MAX_NESTING) throw this.#tooDeep('comments', found.index);
    } while (starts.length > 0);
    this.#at = mark.lastIndex;
  }

  #skipString(): void {
    const raw = this.#text.startsWith('"""', this.#at);
    const end = stringEnd(this.#text, this.#at);
    if (end === -1) {
      throw this.#error(
        'string is never closed',
        this.#at,
        raw ? 3 : 1,
        raw
          ? 'End it with """ on the same line'
          : 'End it with " on the same line; \\n stands for a line break',
      );
    }
    this.#at = end;
  }

  #skipQuotedName(): void {
    QUOTED_NAME.lastIndex = this.#at;
    if (!QUOTED_NAME.test(this.#text)) {
      throw this.#error('quoted name is never closed', this.#at, 1, 'Add the missing backquote');
    }
    if (QUOTED_NAME.lastIndex === this.#at + 2) {
      throw this.#error('quoted name is empty', this.#at, 2, "Write the field's name between the backquotes");
    }
    this.#at = QUOTED_NAME.lastIndex;
  }

  #openBracket(): void {
    if (this.#open.length === MAX_NESTING) throw this.#tooDeep('brackets', this.#at);
    this.#open.push(this.#at);
    this.#at++;
  }

  #closeBracket(bracket: string): void {
    const opened = this.#open.pop();
    if (opened === undefined) {
      throw this.#error(
        `\`${bracket}\` closes nothing`,
        this.#at,
        1,
        'Remove it, or open the bracket before',
      );
    }
    const expected = CLOSING.get(this.#text[opened]!)!;
    if (bracket !== expected) {
      throw this.#error(
        `\`${this.#text[opened]}\` is closed by \`${bracket}\``,
        this.#at,
        1,
        `Close the \`${this.#text[opened]}\` of line ${this.#positions.position(opened).line} with ${expected} first`,
      );
    }
    this.#at++;
  }

  #refuseOldString(start: number): never {
    const quote = this.#text[start] === '?' ? start + 1 : start;
    const end = this.#text.indexOf(this.#text[quote]!, quote + 1);
    const length = end === -1 ? quote - start + 1 : end + 1 - start;
    if (quote > start) {
      throw this.#error(
        '`?` before a string is an old form that is no longer read',
        start,
        length,
        'Put text without escapes in three quotes: """…"""',
      );
    }
    throw this.#error('a string stands in double quotes', start, length, 'Write "…" instead of \'…\'');
  }

  #strayCharacter(): EqlError {
    const codePoint = this.#text.codePointAt(this.#at)!;
    const character = String.fromCodePoint(codePoint);
    const code = `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
    // Control and format characters would disturb the terminal that shows the message.
    const shown = /[\p{C}\p{Z}]/u.test(character) ? code : `\`${character}\` (${code})`;
    return this.#error(
      `character ${shown} has no meaning here`,
      this.#at,
      character.length,
      this.#strayAdvice(character),
    );
  }

  #strayAdvice(character: string): string {
    if (/[“”„«»‘’]/.test(character)) return 'Use plain double quotes: "…"';
    if (/[\p{Z}\p{Cf}]/u.test(character)) return 'Replace it by a plain space, or remove it';
    if (character === ';') return 'A query has no end mark; remove it';
    if (character === '#') return 'Comments start with //';
    return 'Put text in double quotes, and a field name with special characters in backquotes';
  }

  #tooDeep(what: string, at: number): EqlError {
    return this.#error(`${what} nest deeper than ${MAX_NESTING} levels`, at, 1, 'Flatten the query');
  }

  #error(message: string, start: number, length: number, advice: string): EqlError {
    return new EqlError(message, this.#positions.span(start, start + length), advice);
  }
}
