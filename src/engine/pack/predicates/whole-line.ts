import type { Place } from '../file-diagnostic.ts';
import type { SourceFile } from '../source-file.ts';

/** All of a line but its indentation, for faults of which no column is known. */
export function wholeLine(source: SourceFile, line: number): Place {
  const text = source.lines.lineText(line);
  return { line, column: text.length - text.trimStart().length + 1, length: null };
}
