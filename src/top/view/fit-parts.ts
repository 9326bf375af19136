import { textWidth } from '../../report/terminal-text.ts';

const GAP = '  ';

/** Parts of a line, the most important first: as many as fit, from the first on. Empty ones are left out. */
export function fitParts(parts: readonly string[], widthColumns: number): string {
  let line = '';
  for (const part of parts) {
    if (part === '') continue;
    const longer = line === '' ? part : `${line}${GAP}${part}`;
    if (textWidth(longer) > widthColumns) break;
    line = longer;
  }
  return line;
}
