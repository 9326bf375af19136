import type { RuleIndex } from '../../engine/rule.ts';
import type { RuleFilter as RuleFilterOption, SortKey } from '../../report/rank.ts';
import type { ColumnId } from './column-id.ts';
import { filterOf, type RuleFilter } from './rule-filter.ts';

/**
 * What has the keys: the table, the line in which the filter is written, the list of columns, one rule, or the list of
 * keys.
 */
export type Focus = 'table' | 'filter' | 'columns' | 'rule' | 'help';

/** What the reader has chosen. All of it is plain data; the figures are not in it. */
export interface TopState {
  readonly focus: Focus;
  readonly sort: ColumnId;
  readonly reversed: boolean;
  readonly filter: RuleFilter;
  /** What the filter's text was before it is being written, to go back to. */
  readonly filterBefore: string;
  /** The rule that is selected, wherever it stands; null as long as the reader has not selected one. */
  readonly selected: RuleIndex | null;
  /** Where the mark stands among the rows, from 0: at the selected rule, else at the top. */
  readonly selectedPlace: number;
  /** The first row on screen, from 0. */
  readonly firstPlace: number;
  /** Whether the table scrolls along when the selected rule changes its place. */
  readonly following: boolean;
  /** Whether the display stands still. */
  readonly frozen: boolean;
  /** Between two refreshes. */
  readonly intervalSeconds: number;
  readonly hiddenColumns: readonly ColumnId[];
  /** The column pointed at in the list of columns, from 0. */
  readonly columnPlace: number;
  /** The first line on screen of one rule, or of the list of keys, from 0. */
  readonly scroll: number;
}

export const MIN_INTERVAL_SECONDS = 1;
export const MAX_INTERVAL_SECONDS = 5;

/** What the command line asks for. */
export interface StartChoices {
  readonly sort: SortKey;
  readonly filter: RuleFilterOption;
  /** Brought between 1 and 5. */
  readonly intervalSeconds: number;
}

export function startState({ sort, filter, intervalSeconds }: StartChoices): TopState {
  return {
    focus: 'table',
    sort,
    reversed: false,
    filter: filterOf(filter),
    filterBefore: '',
    selected: null,
    selectedPlace: 0,
    firstPlace: 0,
    following: false,
    frozen: false,
    intervalSeconds: clampInterval(intervalSeconds),
    hiddenColumns: [],
    columnPlace: 0,
    scroll: 0,
  };
}

export function clampInterval(seconds: number): number {
  return Math.min(MAX_INTERVAL_SECONDS, Math.max(MIN_INTERVAL_SECONDS, seconds));
}
