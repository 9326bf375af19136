import { cutText, padText, textWidth } from './terminal-text.ts';

/** One column of a table of `Row`s. */
export interface Column<Row> {
  readonly header: string;
  readonly align: 'left' | 'right';
  /** What to give up first when the terminal is narrow: the highest number goes. 0 stays always. */
  readonly dropOrder: number;
  /** The narrowest this column may be cut to; absent where its text must stay whole. */
  readonly minWidthColumns?: number;
  /** @param rank place in the table, from 1 */
  readonly text: (row: Row, rank: number) => string;
}

const GAP = '  ';

/**
 * Lays a table out in lines no wider than the terminal: the header, then one line per row. Columns that do not
 * fit are left out by their `dropOrder`; after that, columns that may be cut are. Lines never wrap as long as
 * the columns that stay always fit.
 */
export function layoutTable<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  widthColumns: number,
): string[] {
  let kept = columns.map((column) => measure(column, rows));
  while (tableWidth(kept.map(({ least }) => least)) > widthColumns) {
    const last = Math.max(...kept.map(({ column }) => column.dropOrder));
    if (last === 0) break;
    kept = kept.filter(({ column }) => column.dropOrder !== last);
  }
  const widths = fitWidths(kept, widthColumns);
  const line = (cells: readonly string[]): string =>
    kept
      .map(({ column }, index) =>
        padText(cutText(cells[index]!, widths[index]!), widths[index]!, column.align),
      )
      .join(GAP)
      .trimEnd();
  const header = line(kept.map(({ column }) => column.header));
  return [header, ...rows.map((_, row) => line(kept.map(({ cells }) => cells[row]!)))];
}

interface Measured<Row> {
  readonly column: Column<Row>;
  readonly cells: readonly string[];
  /** Widths in columns: what all its text needs, and what it can be cut to. */
  readonly full: number;
  readonly least: number;
}

function measure<Row>(column: Column<Row>, rows: readonly Row[]): Measured<Row> {
  const cells = rows.map((row, index) => column.text(row, index + 1));
  const full = cells.reduce((widest, cell) => Math.max(widest, textWidth(cell)), textWidth(column.header));
  return { column, cells, full, least: Math.min(full, column.minWidthColumns ?? full) };
}

/** Gives each column its full width, and takes what is too much from those that may be cut, first to last. */
function fitWidths<Row>(columns: readonly Measured<Row>[], widthColumns: number): number[] {
  let tooMuch = tableWidth(columns.map(({ full }) => full)) - widthColumns;
  return columns.map(({ full, least }) => {
    const cut = Math.min(Math.max(0, tooMuch), full - least);
    tooMuch -= cut;
    return full - cut;
  });
}

function tableWidth(widths: readonly number[]): number {
  return widths.reduce((total, width) => total + width, 0) + GAP.length * (widths.length - 1);
}
