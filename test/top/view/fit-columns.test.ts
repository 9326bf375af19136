import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COLUMN_IDS, type ColumnId } from '../../../src/top/model/column-id.ts';
import { fitColumns, LEAD_COLUMNS } from '../../../src/top/view/fit-columns.ts';

function idsAt(widthColumns: number, sort: ColumnId = 'cpuShare', hidden: ColumnId[] = []): ColumnId[] {
  return fitColumns(widthColumns, hidden, sort, 40).map(({ column }) => column.id);
}

describe('fitColumns', () => {
  test('gives up columns one by one, the least important first', () => {
    expect(idsAt(40)).toEqual(['rule', 'cpuShare', 'latency']);
    expect(idsAt(80)).toEqual(['rule', 'type', 'memory', 'cpuShare', 'events', 'alerts', 'latency']);
    expect(idsAt(200)).toEqual(COLUMN_IDS);
  });

  test('the column that is sorted by stays longer than others', () => {
    expect(idsAt(40, 'events')).toEqual(['rule', 'cpuShare', 'events']);
    expect(idsAt(80, 'peak')).toContain('peak');
  });

  test('hidden columns make room for others', () => {
    expect(idsAt(80, 'cpuShare', ['memory', 'type'])).toContain('cpu');
    expect(idsAt(80, 'cpuShare', ['memory', 'type'])).not.toContain('memory');
  });

  test('at 40 columns or more a line always fits, and names take no more than they need', () => {
    const widths = fc.integer({ min: 40, max: 300 });
    const hidden = fc.subarray(COLUMN_IDS.filter((id) => id !== 'rule'));
    fc.assert(
      fc.property(
        widths,
        hidden,
        fc.constantFrom(...COLUMN_IDS),
        fc.nat(100),
        (width, without, sort, longest) => {
          const columns = fitColumns(width, without, sort, longest);
          const needed = columns.reduce((sum, { widthColumns }) => sum + widthColumns + 1, LEAD_COLUMNS - 1);
          expect(needed).toBeLessThanOrEqual(width);
          expect(columns[0]!.widthColumns).toBeLessThanOrEqual(Math.max(12, longest));
          expect(columns[0]!.column.id).toBe('rule');
        },
      ),
    );
  });
});
