import { describe, expect, test } from 'vitest';
import { FieldsTable } from '../../src/profiler/fields-table.ts';

describe('FieldsTable', () => {
  test('another thread sees the same values', () => {
    const table = FieldsTable.create(2);
    const view = FieldsTable.view(table.buffer);
    table.extractNs[1] = 7;
    table.cells[0] = 3;
    expect([view.fieldCount, ...view.extractNs, ...view.cells]).toEqual([2, 0, 7, 3, 0]);
  });

  test('lists the fields that were read, the most expensive first', () => {
    const table = FieldsTable.create(5);
    table.extractNs.set([5, 0, 9, 5, 0]);
    table.cells.set([1, 0, 2, 1, 4]);
    expect(table.findings(['b', 'never', 'c', 'a', '__proto__'])).toEqual([
      { path: 'c', extractNs: 9, cells: 2 },
      { path: 'a', extractNs: 5, cells: 1 },
      { path: 'b', extractNs: 5, cells: 1 },
      { path: '__proto__', extractNs: 0, cells: 4 },
    ]);
  });

  test('refuses what is no such table', () => {
    expect(() => FieldsTable.view(new SharedArrayBuffer(4))).toThrow(/too small/);
    expect(() => FieldsTable.view(new SharedArrayBuffer(64))).toThrow(/not a table of fields/);
    const { buffer } = FieldsTable.create(3);
    const header = new Uint32Array(buffer, 0, 4);
    header[2] = 2;
    expect(() => FieldsTable.view(buffer)).toThrow(
      'the table of fields is cut: 64 bytes where its header says 48',
    );
    header[1] = 99;
    expect(() => FieldsTable.view(buffer)).toThrow(/layout 99; this program reads layout 1/);
  });

  test.each([-1, 1.5, Number.NaN])('refuses %s fields', (count) => {
    expect(() => FieldsTable.create(count)).toThrow(RangeError);
  });
});
