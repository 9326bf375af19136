import { COLUMN_IDS, type ColumnId } from './column-id.ts';
import type { Key } from './key.ts';
import type { TopState } from './top-state.ts';

/** The rule itself is always shown. */
export const CHOOSABLE_COLUMNS: readonly ColumnId[] = COLUMN_IDS.filter((id) => id !== 'rule');

/** What a key does in the list of columns. */
export function chooseColumns(state: TopState, key: Key): TopState {
  const { columnPlace, hiddenColumns } = state;
  switch (key) {
    case 'up':
    case 'k':
      return { ...state, columnPlace: Math.max(0, columnPlace - 1) };
    case 'down':
    case 'j':
      return { ...state, columnPlace: Math.min(CHOOSABLE_COLUMNS.length - 1, columnPlace + 1) };
    case ' ':
    case 'enter': {
      const id = CHOOSABLE_COLUMNS[columnPlace]!;
      const hidden = hiddenColumns.includes(id)
        ? hiddenColumns.filter((each) => each !== id)
        : [...hiddenColumns, id];
      return { ...state, hiddenColumns: hidden };
    }
    case '0':
      return { ...state, hiddenColumns: [] };
    case 'c':
    case 'q':
    case 'escape':
      return { ...state, focus: 'table' };
    default:
      return state;
  }
}
