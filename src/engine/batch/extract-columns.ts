import type { EventRecord } from '../events/field-value.ts';
import type { Probe } from '../probe.ts';
import type { Column } from './column-store.ts';

/**
 * Makes the cells of the first `count` rows valid in some columns. Whoever asks first does not pay for what others
 * will find there: the time is each field's own. Time belongs to the last field afterwards.
 */
export function extractColumns(
  columns: readonly Column[],
  records: readonly EventRecord[],
  rows: Int32Array,
  count: number,
  probe: Probe | undefined,
): void {
  for (const column of columns) {
    probe?.enterField(column.field);
    const filled = column.extract(records, rows, count);
    probe?.fieldRead(column.field, filled);
  }
}
