import type { SourceFile } from '../source-file.ts';
import type { WrittenPattern } from './own-settings.ts';

/**
 * The patterns of `regexes.txt` or `globs.txt`: one a line, blanks at both ends left out. Blank lines and lines that
 * begin with `#` are no patterns; `\#` begins one with that sign.
 */
export function patternLines(source: SourceFile): WrittenPattern[] {
  const patterns: WrittenPattern[] = [];
  for (let line = 1; line <= source.lines.count; line++) {
    const written = source.lines.lineText(line);
    const text = written.trim();
    if (text === '' || text.startsWith('#')) continue;
    const column = written.length - written.trimStart().length + 1;
    const pattern = text.startsWith('\\#') ? text.slice(1) : text;
    patterns.push({ text: pattern, source, place: { line, column, length: text.length } });
  }
  return patterns;
}
