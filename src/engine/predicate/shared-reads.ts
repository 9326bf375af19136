import type { Column, ColumnStore } from '../batch/column-store.ts';
import type { EventRecord } from '../events/field-value.ts';
import type { Probe } from '../probe.ts';
import { BatchFields } from './batch-fields.ts';

/** A field that a rule reads of at least this share of its events is worth reading ahead of it. */
const MOST_EVENTS = 0.5;

/** What a rule is about to look at in the batch at hand. */
export interface Reading {
  readonly reader: RuleReads;
  readonly rows: Int32Array;
  /** How many of the rows. */
  readonly count: number;
}

/** What one rule has read of events so far. */
export class RuleReads {
  readonly fields: BatchFields;
  #evaluated = 0;

  constructor(store: ColumnStore) {
    this.fields = new BatchFields(store);
  }

  /** The rule has run on so many events more. */
  ranOn(evaluated: number): void {
    this.#evaluated += evaluated;
  }

  /** The fields that it has read of most of its events. */
  *usual(): Generator<string> {
    const enough = this.#evaluated * MOST_EVENTS;
    if (enough === 0) return;
    for (const [path, { count }] of this.fields.reads) if (count >= enough) yield path;
  }
}

/**
 * The fields that several Lua and Wasm rules read. They read while they run, and a cell is read from its event once:
 * the first rule would pay for all others. So what more than one of them has read of most of its events in the batches
 * before is read ahead, for the events that those rules are about to look at; the time is the field's own. What only
 * one rule reads remains that rule's cost.
 */
export class SharedReads {
  readonly #store: ColumnStore;
  readonly #rules: RuleReads[] = [];

  constructor(store: ColumnStore) {
    this.#store = store;
  }

  /** Makes the reads of one more rule, whose predicate must be bound to its fields. */
  addRule(): RuleReads {
    const reads = new RuleReads(this.#store);
    this.#rules.push(reads);
    return reads;
  }

  beginBatch(records: readonly EventRecord[]): void {
    for (const { fields } of this.#rules) fields.beginBatch(records);
  }

  /** Reads ahead what several of the rules that are about to run usually read. */
  extract(readings: readonly Reading[], records: readonly EventRecord[], probe: Probe | undefined): void {
    for (const [column, readers] of this.#columns(readings)) {
      if (readers.length < 2) continue;
      probe?.enterField(column.field);
      let cells = 0;
      for (const { rows, count } of readers) cells += column.extract(records, rows, count);
      probe?.fieldRead(column.field, cells);
    }
  }

  #columns(readings: readonly Reading[]): ReadonlyMap<Column, readonly Reading[]> {
    const found = new Map<Column, Reading[]>();
    for (const reading of readings) {
      for (const path of reading.reader.usual()) {
        const column = this.#store.column({ path, folded: false });
        const readers = found.get(column);
        if (readers === undefined) found.set(column, [reading]);
        else readers.push(reading);
      }
    }
    return found;
  }
}
