import type { SourceFile } from '../source-file.ts';

/** How a language begins a comment that ends with its line. */
export type CommentMark = '--' | ';;';

/** A line `-- key: value` at the top of a file. */
export interface HeaderLine {
  /** In lower case. */
  readonly key: string;
  /** Without blanks around it; may be empty. */
  readonly value: string;
  /** From 1. */
  readonly line: number;
  /** Where the value begins, from 1. */
  readonly column: number;
}

const LINES: Readonly<Record<CommentMark, RegExp>> = {
  // A long bracket after the dashes opens a comment of several lines, which is no header.
  '--': /^\s*--+(?!\[=*\[)(.*)$/s,
  ';;': /^\s*;;+(.*)$/s,
};

const ENTRY = /^\s*([a-z][a-z-]*)[ \t]*:(.*)$/is;

/** No header comes near this; the rest of the file need not be searched. */
const MAX_LINES = 10_000;

/**
 * The entries of a file's header: of its first lines, as far as they are blank or comments. Comments that are no
 * entries are left out.
 */
export function headerLines(source: SourceFile, mark: CommentMark): HeaderLine[] {
  const entries: HeaderLine[] = [];
  for (let line = 1; line <= Math.min(source.lines.count, MAX_LINES); line++) {
    const text = source.lines.lineText(line);
    if (text.trim() === '') continue;
    const comment = LINES[mark].exec(text)?.[1];
    if (comment === undefined) break;
    const entry = ENTRY.exec(comment);
    if (entry === null) continue;
    const [, key = '', rest = ''] = entry;
    const blanks = rest.length - rest.trimStart().length;
    const column = text.length - rest.length + blanks + 1;
    entries.push({ key: key.toLowerCase(), value: rest.trim(), line, column });
  }
  return entries;
}
