import type { ColumnKey, ColumnValues } from '../eql/compile/script-builder.ts';
import { foldAscii } from '../eql/values/text.ts';
import type { EventRecord, FieldReader, FieldValue } from '../events/field-value.ts';
import type { Vocabulary } from '../events/vocabulary.ts';
import type { Row } from './event-batch.ts';

/** A field's place among all that an engine's rules read, from 0; the same whether it is folded or not. */
export type FieldIndex = number;

/** The cells of one field for the rows of a batch, read when first asked for. */
export interface Column {
  readonly field: FieldIndex;
  /** By row; only what was extracted for the current batch is valid. Always the same array. */
  readonly values: ColumnValues;
  /** Makes the cells of the first `count` rows valid, and returns how many of them were not. */
  extract(records: readonly EventRecord[], rows: Int32Array, count: number): number;
}

/** Reads one field of single events. */
export interface CellReader {
  /** The cell of a row, read from its event if nobody has yet. */
  cell(records: readonly EventRecord[], row: Row): FieldValue;
}

/**
 * The fields of a batch that rules read, by column. A cell is read from its event at most once per batch,
 * and folded once, however many rules ask for it.
 */
export class ColumnStore {
  readonly #fields = new Map<string, FieldColumn>();
  readonly #folded = new Map<string, FoldedColumn>();
  /** The most rows a batch may have. */
  readonly capacity: number;
  #vocabulary: Vocabulary | undefined;

  constructor(capacity: number) {
    this.capacity = capacity;
  }

  /** The column for a key; the same one for the same key. */
  column({ path, folded }: ColumnKey): Column {
    const field = this.#field(path);
    if (!folded) return field;
    let inLowerCase = this.#folded.get(path);
    if (inLowerCase === undefined) {
      this.#folded.set(path, (inLowerCase = new FoldedColumn(field, this.capacity)));
      // In the middle of a batch none of its cells has been read yet.
      inLowerCase.beginBatch();
    }
    return inLowerCase;
  }

  /** The column of a field whose cells are read one by one. It may be made in the middle of a batch. */
  cells(path: string): CellReader {
    return this.#field(path);
  }

  /** The paths of all fields so far, by index. */
  get paths(): readonly string[] {
    return [...this.#fields.keys()];
  }

  #field(path: string): FieldColumn {
    let field = this.#fields.get(path);
    if (field !== undefined) return field;
    field = new FieldColumn(this.#fields.size, path, this.capacity);
    if (this.#vocabulary !== undefined) field.beginBatch(this.#vocabulary);
    // Last, as a rule may be ended at any point: the others must not meet a half-made column.
    this.#fields.set(path, field);
    return field;
  }

  /** Forgets the cells of the batch before. */
  beginBatch(vocabulary: Vocabulary): void {
    this.#vocabulary = vocabulary;
    for (const column of this.#fields.values()) column.beginBatch(vocabulary);
    for (const column of this.#folded.values()) column.beginBatch();
  }
}

/** A field's values as they are. */
class FieldColumn implements Column, CellReader {
  readonly field: FieldIndex;
  readonly values: FieldValue[];
  readonly #path: string;
  /** The batch for which a row's cell was read. */
  readonly #batchOfRow: Uint32Array;
  readonly #readers = new Map<Vocabulary, FieldReader>();
  #vocabulary: Vocabulary | undefined;
  #reader: FieldReader | undefined;
  #batch = 0;

  constructor(field: FieldIndex, path: string, capacity: number) {
    this.field = field;
    this.#path = path;
    this.values = new Array<FieldValue>(capacity).fill(undefined);
    this.#batchOfRow = new Uint32Array(capacity);
  }

  beginBatch(vocabulary: Vocabulary): void {
    this.#batch++;
    if (vocabulary === this.#vocabulary) return;
    this.#vocabulary = vocabulary;
    this.#reader = undefined;
  }

  extract(records: readonly EventRecord[], rows: Int32Array, count: number): number {
    const { values } = this;
    const batchOfRow = this.#batchOfRow;
    const batch = this.#batch;
    const reader = this.#currentReader();
    let filled = 0;
    for (let at = 0; at < count; at++) {
      const row = rows[at]!;
      if (batchOfRow[row] === batch) continue;
      batchOfRow[row] = batch;
      values[row] = reader(records[row]!);
      filled++;
    }
    return filled;
  }

  cell(records: readonly EventRecord[], row: Row): FieldValue {
    if (this.#batchOfRow[row] !== this.#batch) {
      this.values[row] = this.#currentReader()(records[row]!);
      // After the value, as a rule that reads it may be ended at any point.
      this.#batchOfRow[row] = this.#batch;
    }
    return this.values[row];
  }

  /** Made when first needed: a pack names many fields that a stream never makes it read. */
  #currentReader(): FieldReader {
    if (this.#reader !== undefined) return this.#reader;
    const vocabulary = this.#vocabulary!;
    this.#reader = this.#readers.get(vocabulary) ?? vocabulary.reader(this.#path);
    this.#readers.set(vocabulary, this.#reader);
    return this.#reader;
  }
}

/** A field's values with their ASCII letters in lower case. */
class FoldedColumn implements Column {
  readonly field: FieldIndex;
  readonly values: FieldValue[];
  readonly #plain: FieldColumn;
  readonly #batchOfRow: Uint32Array;
  #batch = 0;

  constructor(plain: FieldColumn, capacity: number) {
    this.field = plain.field;
    this.#plain = plain;
    this.values = new Array<FieldValue>(capacity).fill(undefined);
    this.#batchOfRow = new Uint32Array(capacity);
  }

  beginBatch(): void {
    this.#batch++;
  }

  extract(records: readonly EventRecord[], rows: Int32Array, count: number): number {
    const { values } = this;
    const plain = this.#plain;
    let lastValue: FieldValue;
    let lastFolded: FieldValue;
    let filled = 0;
    const batchOfRow = this.#batchOfRow;
    const batch = this.#batch;
    for (let at = 0; at < count; at++) {
      const row = rows[at]!;
      if (batchOfRow[row] === batch) continue;
      batchOfRow[row] = batch;
      filled++;
      const value = plain.cell(records, row);
      // Neighbouring events are often of one process: comparing two texts costs less than folding one.
      if (value !== lastValue) {
        lastValue = value;
        lastFolded = foldValue(value);
      }
      values[row] = lastFolded;
    }
    return filled;
  }
}

function foldValue(value: FieldValue): FieldValue {
  if (typeof value === 'string') return foldAscii(value);
  if (typeof value !== 'object') return value;
  return value.map((element) => (typeof element === 'string' ? foldAscii(element) : element));
}
