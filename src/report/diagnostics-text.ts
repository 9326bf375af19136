import type { Diagnostic } from '../engine/diagnostic.ts';
import { type Style, styled } from './ansi-style.ts';
import { textWidth } from './terminal-text.ts';
import { visibleCharacter, visibleText } from './visible-text.ts';

/** How much of a long source line is shown, in terminal columns. */
const EXCERPT_COLUMNS = 100;

/** How much of that stands before the fault, where the line has to be cut. */
const COLUMNS_BEFORE_FAULT = 40;

const SEVERITY_STYLES: Record<Diagnostic['severity'], Style> = {
  error: 'red',
  warning: 'yellow',
  skipped: 'cyan',
};

/**
 * A diagnostic the way compilers write it: `file:line:column: error: message`, the source line with carets
 * under the fault, `help:` and the advice. No line break at the end; untrusted text is made visible.
 */
export function formatDiagnostic(diagnostic: Diagnostic, options: { readonly color: boolean }): string {
  const { severity, file, line, column, message, advice, sourceLine } = diagnostic;
  const place = line === undefined ? '' : `:${line}${column === undefined ? '' : `:${column}`}`;
  const style = SEVERITY_STYLES[severity];
  const paint = (text: string, name: Style) => styled(text, name, options.color);
  const where = paint(`${visibleText(file)}${place}:`, 'bold');
  const lines = [`${where} ${paint(`${severity}:`, style)} ${visibleText(message)}`];
  if (sourceLine !== undefined && column !== undefined) {
    const excerpt = cutAround(sourceLine, column - 1, diagnostic.length ?? 1);
    lines.push(
      `  ${excerpt.text}`,
      `  ${' '.repeat(excerpt.caretStart)}${paint('^'.repeat(excerpt.carets), style)}`,
    );
  }
  if (advice !== undefined) lines.push(`${paint('help:', 'cyan')} ${visibleText(advice)}`);
  return lines.join('\n');
}

interface Excerpt {
  readonly text: string;
  readonly caretStart: number;
  readonly carets: number;
}

/** What is shown of one character, and which code units of the line it stands for. */
interface Cell {
  readonly text: string;
  readonly columns: number;
  readonly start: number;
}

/** The part of a line around a fault, given in code units from 0, and where the carets go beneath it. */
function cutAround(line: string, faultStart: number, faultLength: number): Excerpt {
  const cells = cellsAround(line, faultStart);
  // A fault may be at the end of the line, where something is missing.
  let fault = cells.findLastIndex((cell) => cell.start <= faultStart);
  if (faultStart >= line.length) fault = cells.length;
  const first = firstCell(cells, fault);
  let text = (cells[first]?.start ?? 0) > 0 ? '…' : '';
  let columns = textWidth(text);
  let caretStart = columns;
  let carets = 0;
  let cut = false;
  for (const [index, cell] of cells.entries()) {
    if (index < first) continue;
    if (columns + cell.columns > EXCERPT_COLUMNS) {
      cut = true;
      break;
    }
    if (index < fault) caretStart += cell.columns;
    else if (cell.start < faultStart + faultLength) carets += cell.columns;
    text += cell.text;
    columns += cell.columns;
  }
  return { text: cut ? `${text}…` : text, caretStart, carets: Math.max(1, carets) };
}

/** The cells near the fault; the rest of a line of megabytes is not even looked at. */
function cellsAround(line: string, faultStart: number): Cell[] {
  const reach = 4 * EXCERPT_COLUMNS;
  const cells: Cell[] = [];
  let start = Math.max(0, Math.min(faultStart, line.length) - reach);
  for (const character of line.slice(start, faultStart + reach)) {
    const text = visibleCharacter(character);
    cells.push({ text, columns: textWidth(text), start });
    start += character.length;
  }
  return cells;
}

/** Where the excerpt begins: at the line's first cell if the fault is near enough to it. */
function firstCell(cells: readonly Cell[], fault: number): number {
  const total = cells.reduce((sum, cell) => sum + cell.columns, 0);
  if (total <= EXCERPT_COLUMNS && (cells[0]?.start ?? 0) === 0) return 0;
  let first = fault;
  let columns = 0;
  while (first > 0) {
    columns += cells[first - 1]?.columns ?? 0;
    if (columns > COLUMNS_BEFORE_FAULT) break;
    first -= 1;
  }
  return first;
}
