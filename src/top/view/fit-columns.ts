import type { ColumnId } from '../model/column-id.ts';
import { TABLE_COLUMNS, type TableColumn } from './table-columns.ts';

/** What stands before the columns: the selection, the place in the table, the mark, and blanks between them. */
export const LEAD_COLUMNS = 9;

/** Columns that are given up this early come only where rules can still be told apart by their names, ... */
const COMFORT_FROM_ORDER = 7;
/** ... which takes so many columns, or as many as the longest name has. */
const COMFORTABLE_LABEL_COLUMNS = 26;

/** A column and how wide it is on this terminal. */
export interface FittedColumn {
  readonly column: TableColumn;
  readonly widthColumns: number;
}

/** The column that is sorted by goes last of those that can go: a table that is in no order one sees looks broken. */
const SORTED_ORDER = 0.5;

/**
 * The columns that have room, in their order: those the reader has not hidden, without the first to be given up. What
 * is left over goes to the rule's name, up to the longest there is, so that figures do not drift away from it.
 *
 * @param longestLabelColumns how wide the widest rule's name is
 */
export function fitColumns(
  widthColumns: number,
  hidden: readonly ColumnId[],
  sort: ColumnId,
  longestLabelColumns: number,
): FittedColumn[] {
  const comfortable = Math.min(COMFORTABLE_LABEL_COLUMNS, longestLabelColumns);
  const orderOf = ({ id, dropOrder }: TableColumn): number =>
    id === sort ? Math.min(dropOrder, SORTED_ORDER) : dropOrder;
  let kept = TABLE_COLUMNS.filter(({ id }) => !hidden.includes(id));
  for (;;) {
    const last = Math.max(...kept.map(orderOf));
    const labelColumns = last >= COMFORT_FROM_ORDER ? comfortable : 0;
    if (last === 0 || neededColumns(kept, labelColumns) <= widthColumns) break;
    kept = kept.filter((column) => orderOf(column) !== last);
  }
  const spare = Math.max(0, widthColumns - neededColumns(kept, 0));
  return kept.map((column) => {
    if (column.id !== 'rule') return { column, widthColumns: column.widthColumns };
    const wanted = Math.max(column.widthColumns, longestLabelColumns);
    return { column, widthColumns: Math.min(wanted, column.widthColumns + spare) };
  });
}

/** @param labelColumns how wide the rule's name shall be at least, besides its own least width */
function neededColumns(columns: readonly TableColumn[], labelColumns: number): number {
  const widths = columns.map(({ id, widthColumns }) =>
    id === 'rule' ? Math.max(widthColumns, labelColumns) : widthColumns,
  );
  // One blank before each but the first.
  return widths.reduce((sum, width) => sum + width + 1, LEAD_COLUMNS - 1);
}
