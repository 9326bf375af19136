import type { ColumnStore } from '../batch/column-store.ts';
import type { EventRecord, FieldValue } from '../events/field-value.ts';
import { timestampNs } from '../events/timestamp.ts';
import { derivedEventType } from './derived-event-type.ts';
import type { EventFields, RowReader } from './event-fields.ts';

/** Where Kestrel's own events carry what other recordings do not have, so that it is derived there. */
const EVENT_TYPE_PATH = 'kestrel.event_type_id';
const TIME_PATH = 'kestrel.ts_mono_ns';

/** What those are derived from. */
export const DERIVED_FROM: readonly string[] = ['event.action', 'event.category', 'event.type', '@timestamp'];

/** How often a rule has read a field. */
export interface ReadCount {
  count: number;
}

/** The fields of the batch at hand as one rule reads them, through the columns that all rules share. */
export class BatchFields implements EventFields {
  /** By path; those it could read are there, too. */
  readonly reads: ReadonlyMap<string, ReadCount>;
  readonly #reads = new Map<string, ReadCount>();
  readonly #store: ColumnStore;
  readonly #readers = new Map<string, RowReader>();
  #records: readonly EventRecord[] = [];

  constructor(store: ColumnStore) {
    this.#store = store;
    this.reads = this.#reads;
  }

  beginBatch(records: readonly EventRecord[]): void {
    this.#records = records;
  }

  reader(path: string): RowReader {
    let reader = this.#readers.get(path);
    if (reader === undefined) this.#readers.set(path, (reader = this.#readerOf(path)));
    return reader;
  }

  #readerOf(path: string): RowReader {
    const own = this.#columnReader(path);
    if (path === EVENT_TYPE_PATH) return this.#eventTypeReader(own);
    if (path === TIME_PATH) return this.#timeReader(own);
    return own;
  }

  #columnReader(path: string): RowReader {
    const column = this.#store.cells(path);
    const read = this.#readsOf(path);
    return (row) => {
      read.count++;
      return column.cell(this.#records, row);
    };
  }

  #readsOf(path: string): ReadCount {
    let read = this.#reads.get(path);
    if (read === undefined) this.#reads.set(path, (read = { count: 0 }));
    return read;
  }

  #eventTypeReader(own: RowReader): RowReader {
    const action = this.#columnReader('event.action');
    const category = this.#columnReader('event.category');
    const type = this.#columnReader('event.type');
    return (row) => own(row) ?? derivedEventType(action(row), category(row), type(row));
  }

  /** Event time stands for the machine's own clock: both count nanoseconds, and rules only compare them. */
  #timeReader(own: RowReader): RowReader {
    const timestamp = this.#columnReader('@timestamp');
    return (row): FieldValue => own(row) ?? timestampNs(timestamp(row));
  }
}
