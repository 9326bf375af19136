import { checkLength, createTable, readHeader, type TableLayout } from './table-header.ts';

/** What one field cost to take out of events. Plain data. */
export interface FieldFindings {
  readonly path: string;
  /** Time spent reading it and folding its case, nanoseconds; part of the phase `extract`. */
  readonly extractNs: number;
  /** Cells filled: once per event it was read from, and once more where it was folded, too. */
  readonly cells: number;
}

/**
 * The layout of the buffer, version 1. All values are 64 bits wide and aligned, in the machine's byte order:
 *
 *     header      4 × uint32   magic, layout version, number of fields, 0
 *     extractNs   float64 × fields
 *     cells       float64 × fields
 */
const LAYOUT: TableLayout = {
  name: 'table of fields',
  // "KPFT" read as a big-endian number.
  magic: 0x4b504654,
  version: 1,
  headerFields: 4,
};
const HEADER_BYTES = 4 * LAYOUT.headerFields;
const VALUE_BYTES = 8;
const COLUMNS = 2;

type SharedCounts = Float64Array<SharedArrayBuffer>;

/**
 * What each field cost that rules read, one row per field: rules share what was read, so it is nobody's own cost.
 * Like the metrics table it is written by one thread and may be read by others. Names are not in it.
 */
export class FieldsTable {
  readonly buffer: SharedArrayBuffer;
  readonly fieldCount: number;
  /** Nanoseconds. */
  readonly extractNs: SharedCounts;
  readonly cells: SharedCounts;

  private constructor(buffer: SharedArrayBuffer, fieldCount: number) {
    this.buffer = buffer;
    this.fieldCount = fieldCount;
    this.extractNs = new Float64Array(buffer, HEADER_BYTES, fieldCount);
    this.cells = new Float64Array(buffer, HEADER_BYTES + fieldCount * VALUE_BYTES, fieldCount);
  }

  /**
   * An empty table.
   * @throws RangeError when `fieldCount` is not a whole number from 0
   */
  static create(fieldCount: number): FieldsTable {
    if (!Number.isSafeInteger(fieldCount) || fieldCount < 0) {
      throw new RangeError(`a table of fields needs a whole number of them, not ${fieldCount}`);
    }
    return new FieldsTable(createTable(LAYOUT, byteLength(fieldCount), [fieldCount]), fieldCount);
  }

  /**
   * The table in a buffer that another thread made with `create`; both see the same values.
   * @throws Error when the buffer holds no such table, or one of another layout
   */
  static view(buffer: SharedArrayBuffer): FieldsTable {
    const [fieldCount] = readHeader(buffer, LAYOUT);
    checkLength(buffer, LAYOUT, byteLength(fieldCount!));
    return new FieldsTable(buffer, fieldCount!);
  }

  /**
   * The fields that were read, the most expensive first, then by path.
   *
   * @param paths by row
   */
  findings(paths: readonly string[]): FieldFindings[] {
    return Array.from(this.extractNs, (extractNs, field) => ({
      path: paths[field]!,
      extractNs,
      cells: this.cells[field]!,
    }))
      .filter(({ extractNs, cells }) => extractNs > 0 || cells > 0)
      .sort((left, right) => right.extractNs - left.extractNs || (left.path < right.path ? -1 : 1));
  }
}

function byteLength(fieldCount: number): number {
  return HEADER_BYTES + COLUMNS * fieldCount * VALUE_BYTES;
}
