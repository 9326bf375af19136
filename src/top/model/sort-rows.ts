import type { ColumnId } from './column-id.ts';
import type { TopRow } from './top-row.ts';

type SortValue = number | bigint | string | null;

const VALUE_OF_COLUMN: Readonly<Record<ColumnId, (row: TopRow) => SortValue>> = {
  rule: ({ label }) => label,
  type: ({ info }) => info.type,
  memory: ({ figures }) => figures.memoryBytes,
  peak: ({ figures }) => figures.peakMemoryBytes,
  cpu: ({ figures }) => figures.cpuTimeNs,
  cpuShare: ({ cpuShare }) => cpuShare,
  events: ({ figures }) => figures.offered,
  alerts: ({ figures }) => figures.alerts,
  alertRate: ({ alertRate }) => alertRate,
  latency: ({ avgLatencyNs }) => avgLatencyNs,
  p99: ({ figures }) => figures.p99LatencyNs,
  lastHit: ({ figures }) => figures.lastHitNs,
};

/**
 * Rows by a column: figures from the largest, texts from `a`. Rows without a value come last either way round, and
 * equal rows stand in the order of their ids, so that they do not change places from one frame to the next.
 */
export function sortRows(rows: readonly TopRow[], column: ColumnId, reversed: boolean): TopRow[] {
  const value = VALUE_OF_COLUMN[column];
  const direction = reversed ? -1 : 1;
  return rows.toSorted((a, b) => {
    const left = value(a);
    const right = value(b);
    if (left !== null && right !== null && left !== right) return direction * compare(left, right);
    if ((left === null) !== (right === null)) return left === null ? 1 : -1;
    // By code units and not by locale: the same order on every machine.
    return compareTexts(a.info.id, b.info.id);
  });
}

function compare(left: NonNullable<SortValue>, right: NonNullable<SortValue>): number {
  if (typeof left === 'string' && typeof right === 'string') return compareTexts(left, right);
  return left > right ? -1 : 1;
}

function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
