import type { Span } from '../engine/eql/ast.ts';

/** In a sentence nobody reads more of a clause; characters. */
const MAX_QUOTED_LENGTH = 80;

/** The text of a clause, blanks and line breaks as one blank each, cut to a length with `…` for what is gone. */
export function excerpt(text: string, { start, end }: Span, maxLength: number): string {
  // Not all of it is looked at: a clause may be a megabyte.
  const few = text.slice(start.offset, Math.min(end.offset, start.offset + 4 * maxLength));
  const characters = Array.from(few.replace(/\s+/g, ' ').trim());
  const isWhole = characters.length <= maxLength && few.length === end.offset - start.offset;
  return isWhole ? characters.join('') : `${characters.slice(0, maxLength - 1).join('')}…`;
}

/** A clause in a sentence. */
export function quoted(text: string, span: Span): string {
  return `\`${excerpt(text, span, MAX_QUOTED_LENGTH)}\``;
}
