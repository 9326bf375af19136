import { cutText } from '../terminal-text.ts';
import { visibleText } from '../visible-text.ts';

/** A sentence with advice is shorter; ids of rules have no limit. */
const MAX_CODE_COLUMNS = 600;

/**
 * Untrusted text as a code span, on one line and cut where it is very long. What could end the span or the cell of a
 * table is written like hidden characters are, `\u{60}` and `\u{7c}`: readers disagree about escapes before those.
 */
export function markdownCode(text: string): string {
  const shown = visibleText(text).replace(/[`|]/g, (one) => `\\u{${one.charCodeAt(0).toString(16)}}`);
  return shown.trim() === '' ? '`(blank)`' : `\`${cutText(shown, MAX_CODE_COLUMNS)}\``;
}

/** A figure as reports write it; `<0.1 %` is no HTML. */
export function markdownFigure(text: string): string {
  return text.replaceAll('<', '&lt;');
}

/** A table; cells are Markdown already. Ends with a line break. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map(markdownRow).join('');
}

/** A row of a table; cells are Markdown already. Ends with a line break. */
export function markdownRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}
