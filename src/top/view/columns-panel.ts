import { CHOOSABLE_COLUMNS } from '../model/choose-columns.ts';
import type { TopState } from '../model/top-state.ts';
import type { Paint } from './paint.ts';
import { type PanelLines, panelOf } from './panel-lines.ts';
import { TABLE_COLUMNS } from './table-columns.ts';

/** The list of columns: which are shown, and which one the keys are at. */
export function columnsPanel({ hiddenColumns, columnPlace }: TopState, paint: Paint): PanelLines {
  const lines = CHOOSABLE_COLUMNS.map((id, place) => {
    const { header } = TABLE_COLUMNS.find((column) => column.id === id)!;
    const box = hiddenColumns.includes(id) ? '[ ]' : '[x]';
    const isAt = place === columnPlace;
    const line = `${isAt ? '>' : ' '} ${box} ${header}`;
    return isAt ? paint('inverse', line) : line;
  });
  return panelOf(lines);
}
