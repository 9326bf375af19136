import { EqlError } from '../diagnostic.ts';
import type { SourcePositions } from './source-positions.ts';

const SIMPLE_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['b', '\b'],
  ['t', '\t'],
  ['n', '\n'],
  ['f', '\f'],
  ['r', '\r'],
  ['"', '"'],
  ["'", "'"],
  ['\\', '\\'],
]);

const CODE_POINT_ESCAPE = /^\\u\{([0-9A-Fa-f]{2,8})\}/;

/**
 * The text a literal stands for.
 *
 * @param source the literal with its quotes: `"a\n"` or `"""C:\raw"""`.
 * @param offset where it stands in the query.
 * @throws EqlError at an escape the language does not have.
 */
export function decodeString(source: string, offset: number, positions: SourcePositions): string {
  if (source.startsWith('"""')) return source.slice(3, -3);
  const content = source.slice(1, -1);
  let decoded = '';
  let done = 0;
  for (let at = content.indexOf('\\'); at !== -1; at = content.indexOf('\\', done)) {
    const character = decodeEscape(content, at, offset + 1, positions);
    decoded += content.slice(done, at) + character.value;
    done = at + character.length;
  }
  return decoded + content.slice(done);
}

function decodeEscape(
  content: string,
  at: number,
  contentOffset: number,
  positions: SourcePositions,
): { value: string; length: number } {
  const letter = content[at + 1]!;
  const simple = SIMPLE_ESCAPES.get(letter);
  if (simple !== undefined) return { value: simple, length: 2 };

  const start = contentOffset + at;
  if (letter !== 'u') {
    throw new EqlError(
      'unknown escape in a string',
      positions.span(start, start + 2),
      'Write \\\\ for a backslash, or put the text in three quotes ("""…"""), where nothing is escaped',
    );
  }
  const match = CODE_POINT_ESCAPE.exec(content.slice(at, at + 12));
  if (match === null) {
    throw new EqlError(
      'a code point escape needs 2 to 8 hexadecimal digits in braces',
      positions.span(start, start + 2),
      'Write it as in \\u{00e9}',
    );
  }
  const codePoint = Number.parseInt(match[1]!, 16);
  if (codePoint > 0x10ffff || (codePoint >= 0xd800 && codePoint <= 0xdfff)) {
    throw new EqlError(
      `${match[0]} is not a Unicode character`,
      positions.span(start, start + match[0].length),
      'Use a code point up to 10ffff that is not a surrogate (d800 to dfff)',
    );
  }
  return { value: String.fromCodePoint(codePoint), length: match[0].length };
}
