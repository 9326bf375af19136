import { CandidateIndex } from '../../engine/batch/candidate-index.ts';
import { ColumnStore } from '../../engine/batch/column-store.ts';
import type { IndexedFilter } from '../../engine/batch/indexed-filter.ts';
import { SortDescriber } from '../../engine/batch/sort-description.ts';
import type { ColumnKey } from '../../engine/eql/compile/script-builder.ts';
import type { FieldDemand } from '../../engine/events/field-demand.ts';
import type { EventRecord } from '../../engine/events/field-value.ts';
import type { Vocabulary } from '../../engine/events/vocabulary.ts';
import type { SampledEvents } from './event-sample.ts';

/** Sampled events of one vocabulary as one batch, with the engine's own columns and index over it. */
export class SampleBatch {
  readonly records: readonly EventRecord[];
  readonly store: ColumnStore;
  readonly #vocabulary: Vocabulary;
  readonly #index: CandidateIndex;
  readonly #demand: FieldDemand | undefined;
  #kindOfRow: readonly (number | undefined)[] | undefined;
  /** By kind of record, the paths that were decoded of it. */
  readonly #decoded = new Map<number | undefined, ReadonlySet<string>>();

  /**
   * @param filters all that rows will be asked for
   * @param foldedPaths the fields that will be read in lower case
   * @param demand what was decoded of the events; undefined: all of them
   */
  constructor(
    { vocabulary, records }: SampledEvents,
    filters: readonly IndexedFilter[],
    foldedPaths: Iterable<string>,
    demand: FieldDemand | undefined,
  ) {
    this.records = records;
    this.#vocabulary = vocabulary;
    this.#demand = demand;
    this.store = new ColumnStore(records.length);
    this.#index = new CandidateIndex(filters, new SortDescriber(filters, this.store), records.length);
    // A store does not expect new columns of this kind in the middle of a batch.
    for (const path of foldedPaths) this.store.column({ path, folded: true });
    this.store.beginBatch(vocabulary);
    this.#index.find({ vocabulary, records, eventNumbers: [...records.keys()] }, undefined);
  }

  /** The rows a filter must look at, in the order of the stream. */
  rowsOf(filter: number): Int32Array {
    return this.#index.rows(filter).slice(0, this.#index.count(filter)).sort();
  }

  /** The rows that another filter would have to look at; finding them costs an index of its own. */
  rowsOfOther(filter: IndexedFilter): Int32Array {
    const sample = { vocabulary: this.#vocabulary, records: this.records };
    return new SampleBatch(sample, [filter], [], this.#demand).rowsOf(0);
  }

  /** Makes the cells of some rows valid. */
  extract(columns: readonly ColumnKey[], rows: Int32Array): void {
    for (const key of columns) this.store.column(key).extract(this.records, rows, rows.length);
  }

  /** The kinds of records in some rows; undefined stands for all that have none. */
  kindsOf(rows: Int32Array): ReadonlySet<number | undefined> {
    const { kinds } = this.#vocabulary;
    this.#kindOfRow ??= this.records.map((record) => kinds?.kindOf(record));
    const found = new Set<number | undefined>();
    for (const row of rows) found.add(this.#kindOfRow[row]);
    return found;
  }

  /**
   * Whether none of some rows has a field. False, too, where a field was not decoded, so that nobody can tell.
   *
   * @param kinds those of the rows
   */
  lacksField(path: string, rows: Int32Array, kinds: ReadonlySet<number | undefined>): boolean {
    for (const kind of kinds) if (!this.#isKnown(path, kind)) return false;
    const cells = this.store.cells(path);
    return rows.every((row) => cells.cell(this.records, row) === undefined);
  }

  #isKnown(path: string, kind: number | undefined): boolean {
    if (this.#demand === undefined) return true;
    if (kind !== undefined && this.#vocabulary.kinds!.decides(kind, path)) return true;
    let decoded = this.#decoded.get(kind);
    if (decoded === undefined) {
      const record = this.records[this.#kindOfRow!.indexOf(kind)]!;
      decoded = new Set(this.#demand.pathsOfKind(this.#vocabulary, record));
      this.#decoded.set(kind, decoded);
    }
    return decoded.has(path);
  }
}

/** Some rows of a batch. */
export interface SampleRows {
  readonly batch: SampleBatch;
  readonly rows: Int32Array;
}
