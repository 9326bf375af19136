import type { Thresholds } from '../model/cost-level.ts';
import type { TopRow } from '../model/top-row.ts';
import type { TopState } from '../model/top-state.ts';
import type { LiveSnapshot } from '../source/live-snapshot.ts';
import type { Rates } from '../source/rates.ts';
import type { FittedColumn } from './fit-columns.ts';
import type { Paint } from './paint.ts';
import type { PanelLines } from './panel-lines.ts';

/** All that one frame is made of. */
export interface Frame {
  readonly widthColumns: number;
  readonly heightRows: number;
  readonly state: TopState;
  readonly snapshot: LiveSnapshot;
  readonly rates: Rates | null;
  /** Those that pass the filter, in the order of the table. */
  readonly rows: readonly TopRow[];
  /** Of the whole pack. */
  readonly ruleCount: number;
  readonly columns: readonly FittedColumn[];
  readonly thresholds: Thresholds;
  readonly paint: Paint;
  /** What stands in place of the table; null while it is shown. */
  readonly panel: PanelLines | null;
  /** What the footer says instead of the keys; null for the keys. */
  readonly message: string | null;
  /** Whether the run is of another process. */
  readonly isAttached: boolean;
  /** Whether that process ended before the run was over. */
  readonly isGone: boolean;
}
