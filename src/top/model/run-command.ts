import { SORT_KEYS } from '../../report/rank.ts';
import type { ColumnId } from './column-id.ts';
import type { Command } from './command.ts';
import { SEVERITY_KEYS, SHOW_ALL, TYPE_KEYS, toggled } from './rule-filter.ts';
import { selectPlace } from './selection.ts';
import type { ReduceContext, Step } from './step.ts';
import { clampInterval, type TopState } from './top-state.ts';

/** What a command does to the table; those that are effects go out as they are. */
export function runCommand(state: TopState, command: Command, context: ReduceContext): Step {
  switch (command.do) {
    case 'quit':
    case 'interrupt':
    case 'suspend':
    case 'refresh':
    case 'dump':
    case 'redraw':
      return { state, effect: command.do };
    default:
      return { state: changed(state, command, context), effect: null };
  }
}

function changed(state: TopState, command: Command, { order, columns, pageRows }: ReduceContext): TopState {
  const { filter } = state;
  const select = (place: number): TopState => selectPlace(state, place, order, pageRows);
  switch (command.do) {
    case 'next-sort':
      return { ...state, sort: nextSort(state.sort) };
    case 'move-sort':
      return { ...state, sort: neighbour(columns, state.sort, command.by) };
    case 'reverse':
      return { ...state, reversed: !state.reversed };
    case 'toggle-type':
      return { ...state, filter: { ...filter, types: toggled(filter.types, command.type, TYPE_KEYS) } };
    case 'toggle-severity': {
      const severities = toggled(filter.severities, command.severity, SEVERITY_KEYS);
      return { ...state, filter: { ...filter, severities } };
    }
    case 'show-all':
      return { ...state, filter: SHOW_ALL };
    case 'write-filter':
      return { ...state, focus: 'filter', filterBefore: filter.text };
    case 'close':
      return { ...state, filter: { ...filter, text: '' } };
    case 'freeze':
      return { ...state, frozen: !state.frozen };
    case 'follow':
      return { ...select(state.selectedPlace), following: !state.following };
    case 'interval':
      return { ...state, intervalSeconds: clampInterval(state.intervalSeconds + command.by) };
    case 'columns':
      return { ...state, focus: 'columns' };
    case 'help':
      return { ...state, focus: 'help', scroll: 0 };
    case 'open':
      return order.length === 0 ? state : { ...select(state.selectedPlace), focus: 'rule', scroll: 0 };
    case 'move':
      return select(state.selectedPlace + command.by);
    case 'page':
      return select(state.selectedPlace + command.by * pageRows);
    case 'first':
      return select(0);
    case 'last':
      return select(order.length - 1);
    default:
      return state;
  }
}

/** The next of the keys that `--sort` knows; from any other column, the first. */
function nextSort(sort: ColumnId): ColumnId {
  const keys: readonly ColumnId[] = SORT_KEYS;
  return keys[(keys.indexOf(sort) + 1) % keys.length]!;
}

/** The column beside the one that is sorted by; from one that is not on screen, the first. */
function neighbour(columns: readonly ColumnId[], sort: ColumnId, by: 1 | -1): ColumnId {
  const at = columns.indexOf(sort);
  if (at === -1) return columns[0] ?? sort;
  return columns[Math.max(0, Math.min(columns.length - 1, at + by))]!;
}
