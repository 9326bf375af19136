import type { Span } from '../eql/ast.ts';
import type { FilePosition } from './line-index.ts';
import type { SourceFile } from './source-file.ts';

/** Where a query stands in its file. */
export interface TextLocation extends FilePosition {
  /**
   * How many columns the file puts in front of the query's second and further lines (a YAML block is
   * indented). Null where the file spells the query in another way, with escapes or folded lines: then only
   * the place where it begins is known.
   */
  readonly indent: number | null;
}

/**
 * The location of `text` at `offset`, exact only where the file really spells it out there, its further
 * lines indented by `indent` columns.
 */
export function locateText(source: SourceFile, offset: number, indent: number, text: string): TextLocation {
  const exact = isSpelledOut(source.text, offset, indent, text);
  return { ...source.lines.positionAt(offset), indent: exact ? indent : null };
}

/** The location of a query of which only the beginning can be named. */
export function inexactLocation(source: SourceFile, offset: number): TextLocation {
  return { ...source.lines.positionAt(offset), indent: null };
}

/**
 * Where a part of the query stands in the file, and how many characters of its first line it takes; null
 * means all that follow.
 */
export function spanInFile(
  location: TextLocation,
  span: Span,
): FilePosition & { readonly length: number | null } {
  const { line, column, indent } = location;
  if (indent === null) return { line, column, length: 1 };
  const length = span.end.line === span.start.line ? Math.max(1, span.end.column - span.start.column) : null;
  return {
    line: line + span.start.line - 1,
    column: span.start.column + (span.start.line === 1 ? column - 1 : indent),
    length,
  };
}

function isSpelledOut(source: string, offset: number, indent: number, text: string): boolean {
  let at = offset;
  for (let start = 0; start <= text.length; ) {
    const lineBreak = text.indexOf('\n', start);
    const end = lineBreak === -1 ? text.length : lineBreak;
    // Parsers may turn CRLF into LF; in columns it makes no difference.
    const line = text.slice(start, end).replace(/\r$/, '');
    // An empty line need not be indented.
    if (start > 0 && line !== '') at += indent;
    if (!source.startsWith(line, at)) return false;
    at += line.length;
    if (lineBreak === -1) return true;
    start = lineBreak + 1;
    if (source.startsWith('\r\n', at)) at += 2;
    else if (source.startsWith('\n', at)) at += 1;
    // A block's last line break may be implied by the end of the file.
    else return start === text.length && at === source.length;
  }
  return true;
}
