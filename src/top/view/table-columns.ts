import type { ColumnId } from '../model/column-id.ts';
import { type CostLevel, costLevel, type Thresholds } from '../model/cost-level.ts';
import type { TopRow } from '../model/top-row.ts';
import {
  evaluationTimeText,
  eventTimeToSecond,
  memoryText,
  percentText,
  shortCountText,
  timeText,
} from './fixed-figures.ts';

/** A column of the table. Its width is fixed but for that of `rule`, which takes what is left. */
export interface TableColumn {
  readonly id: ColumnId;
  readonly header: string;
  readonly align: 'left' | 'right';
  /** The least, for `rule`. */
  readonly widthColumns: number;
  /** What to give up first when the terminal is narrow: the highest number goes. 0 stays always. */
  readonly dropOrder: number;
  readonly text: (row: TopRow) => string;
  /** What the figure's colour says; columns without it have none. */
  readonly level?: (row: TopRow, thresholds: Thresholds) => CostLevel | null;
}

export const TABLE_COLUMNS: readonly TableColumn[] = [
  {
    id: 'rule',
    header: 'Rule ID',
    align: 'left',
    widthColumns: 12,
    dropOrder: 0,
    text: ({ label }) => label,
  },
  { id: 'type', header: 'Type', align: 'left', widthColumns: 8, dropOrder: 5, text: ({ info }) => info.type },
  {
    id: 'memory',
    header: 'Memory',
    align: 'right',
    widthColumns: 9,
    dropOrder: 3,
    text: ({ figures }) => memoryText(figures.memoryBytes),
    level: ({ figures }, { memoryBytes }) => costLevel(figures.memoryBytes, memoryBytes),
  },
  {
    id: 'peak',
    header: 'Peak',
    align: 'right',
    widthColumns: 9,
    dropOrder: 9,
    text: ({ figures }) => memoryText(figures.peakMemoryBytes),
  },
  {
    id: 'cpu',
    header: 'CPU',
    align: 'right',
    widthColumns: 9,
    dropOrder: 6,
    text: ({ figures }) => timeText(figures.cpuTimeNs),
  },
  {
    id: 'cpuShare',
    header: 'CPU %',
    align: 'right',
    widthColumns: 7,
    dropOrder: 0,
    text: ({ cpuShare }) => percentText(cpuShare),
    level: ({ cpuShare }, thresholds) => costLevel(cpuShare, thresholds.cpuShare),
  },
  {
    id: 'events',
    header: 'Events',
    align: 'right',
    widthColumns: 8,
    dropOrder: 4,
    text: ({ figures }) => shortCountText(figures.offered),
  },
  {
    id: 'alerts',
    header: 'Alerts',
    align: 'right',
    widthColumns: 8,
    dropOrder: 2,
    text: ({ figures }) => shortCountText(figures.alerts),
  },
  {
    id: 'alertRate',
    header: 'Alert rate',
    align: 'right',
    widthColumns: 11,
    dropOrder: 7,
    text: ({ alertRate }) => percentText(alertRate),
    level: ({ alertRate }, thresholds) => costLevel(alertRate, thresholds.alertRate),
  },
  {
    id: 'latency',
    header: 'Avg Lat',
    align: 'right',
    widthColumns: 9,
    dropOrder: 1,
    text: ({ avgLatencyNs }) => timeText(avgLatencyNs),
    level: ({ avgLatencyNs }, { latencyNs }) => costLevel(avgLatencyNs, latencyNs),
  },
  {
    id: 'p99',
    header: 'p99',
    align: 'right',
    widthColumns: 9,
    dropOrder: 8,
    text: ({ figures }) => evaluationTimeText(figures.p99LatencyNs),
    level: ({ figures }, { latencyNs }) => costLevel(figures.p99LatencyNs, latencyNs),
  },
  {
    id: 'lastHit',
    header: 'Last Hit',
    align: 'left',
    widthColumns: 19,
    dropOrder: 10,
    text: ({ figures }) => eventTimeToSecond(figures.lastHitNs),
  },
];
