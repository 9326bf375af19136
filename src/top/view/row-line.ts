import { cutText, padText } from '../../report/terminal-text.ts';
import type { ColumnId } from '../model/column-id.ts';
import { type CostLevel, type Thresholds, worstLevel } from '../model/cost-level.ts';
import type { TopRow } from '../model/top-row.ts';
import type { FittedColumn } from './fit-columns.ts';
import { type Paint, paintLevel } from './paint.ts';

/** Beside the colour, for those who see none. */
const MARK_OF_LEVEL: Readonly<Record<CostLevel, string>> = { high: '!!', medium: '! ', low: '  ' };
/** The mark of a rule that was taken out of the run. */
const QUARANTINED_MARK = 'x ';
/** As many digits as a place has; `LEAD_COLUMNS` counts on it. */
const PLACE_COLUMNS = 4;

/** The line above the rules: names of columns, with an arrow at the one that is sorted by. */
export function headerLine(columns: readonly FittedColumn[], sort: ColumnId, reversed: boolean): string {
  const cells = columns.map(({ column, widthColumns }) => {
    const arrow = column.id === sort ? (reversed ? '▲' : '▼') : '';
    return padText(cutText(`${column.header}${arrow}`, widthColumns), widthColumns, column.align);
  });
  return ` ${'#'.padStart(PLACE_COLUMNS)}    ${cells.join(' ')}`;
}

/**
 * One rule: whether it is selected, its place, its mark, then its cells.
 *
 * @param place from 1
 */
export function rowLine(
  row: TopRow,
  place: number,
  selected: boolean,
  columns: readonly FittedColumn[],
  thresholds: Thresholds,
  paint: Paint,
): string {
  const level = worstLevel(row, thresholds);
  const mark = row.figures.quarantined
    ? paint('red', QUARANTINED_MARK)
    : paintLevel(paint, level, MARK_OF_LEVEL[level]);
  const cells = columns.map(({ column, widthColumns }) => {
    const text = padText(cutText(column.text(row), widthColumns), widthColumns, column.align);
    return paintLevel(paint, column.level?.(row, thresholds) ?? null, text);
  });
  const line = `${selected ? '>' : ' '}${String(place).padStart(PLACE_COLUMNS)} ${mark} ${cells.join(' ')}`;
  return selected ? paint('inverse', line) : line;
}
