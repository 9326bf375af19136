import type { ColumnId } from './column-id.ts';
import type { Effect } from './command.ts';
import type { RowOrder } from './selection.ts';
import type { TopState } from './top-state.ts';

/** What is on screen when a key comes. */
export interface ReduceContext {
  readonly order: RowOrder;
  /** The columns on screen, from left to right. */
  readonly columns: readonly ColumnId[];
  /** How many rules there is room for. */
  readonly pageRows: number;
  /** Lines of one rule or of the list of keys, and how many of them there is room for. */
  readonly panelLines: number;
  readonly panelRows: number;
}

/** What a key leads to. */
export interface Step {
  readonly state: TopState;
  /** What the program around has to do; null for nothing. */
  readonly effect: Effect | null;
}
