import type { EventRecord } from '../events/field-value.ts';
import type { Probe } from '../probe.ts';
import type { RuleIndex } from '../rule.ts';
import type { EventBatch, Row } from './event-batch.ts';
import { type EventSort, EventSorts } from './event-sorts.ts';
import { extractColumns } from './extract-columns.ts';
import type { FilterIndex } from './filter-runner.ts';
import type { IndexedFilter } from './indexed-filter.ts';
import { KindGroups } from './kind-groups.ts';
import type { SortDescriber } from './sort-description.ts';
import { ValueIndex } from './value-index.ts';

/**
 * Finds, for each filter, the events of a batch it must look at. Conditions that many of them share
 * (`host.os.type == "windows"`, `event.type == "start"`) are tested once per sort of event, of which a stream
 * has few. Filters that want certain values of a field are found by the value that an event has there. So finding the
 * candidates of a thousand filters costs little more than of ten.
 */
export class CandidateIndex {
  readonly #filters: readonly IndexedFilter[];
  readonly #kinds: KindGroups;
  /** The batch at hand. */
  #records: readonly EventRecord[] = [];
  readonly #rows: readonly Int32Array[];
  readonly #counts: Int32Array;
  readonly #offered: Float64Array;

  /**
   * @param describer of the same filters
   * @param capacity the most rows a batch may have
   */
  constructor(filters: readonly IndexedFilter[], describer: SortDescriber, capacity: number) {
    this.#filters = filters;
    const values = new ValueIndex(filters, describer.store);
    const sorts = new EventSorts((row, kind) => {
      const { offered, candidates } = describer.describeSort(this.#records, row, kind);
      return { offered, ...values.split(candidates), rows: new Int32Array(16), count: 0 };
    });
    this.#kinds = new KindGroups(describer, sorts, capacity);
    this.#rows = filters.map(() => new Int32Array(capacity));
    this.#counts = new Int32Array(filters.length);
    this.#offered = new Float64Array(1 + filters.reduce((highest, { rule }) => Math.max(highest, rule), -1));
  }

  /** Finds the candidates of every filter in a batch. */
  find(batch: EventBatch, probe: Probe | undefined): void {
    this.#counts.fill(0);
    this.#offered.fill(0);
    if (this.#filters.length === 0) return;
    const { records } = batch;
    this.#records = records;
    probe?.enterPhase('index');
    const groups = this.#kinds.split(batch);
    for (const { undecided, rows, count } of groups) {
      extractColumns(undecided, records, rows, count, probe);
    }
    probe?.enterPhase('index');
    const seen = new Set<EventSort>();
    for (const { sorts, rows, count } of groups) {
      for (let at = 0; at < count; at++) {
        const row = rows[at]!;
        const sort = sorts.sortOf(row);
        if (sort.count === 0) seen.add(sort);
        if (sort.count === sort.rows.length) sort.rows = grown(sort.rows);
        sort.rows[sort.count++] = row;
      }
    }
    for (const sort of seen) {
      this.#distribute(sort);
      this.#distributeByValue(sort, probe);
      sort.count = 0;
    }
  }

  #distribute({ offered, always, rows, count }: EventSort): void {
    const counts = this.#counts;
    const found = rows.subarray(0, count);
    for (const rule of offered) this.#offered[rule]! += count;
    for (const filter of always) {
      this.#rows[filter]!.set(found, counts[filter]!);
      counts[filter]! += count;
    }
  }

  #distributeByValue({ fields, columns, isFound, rows, count }: EventSort, probe: Probe | undefined): void {
    if (fields.length === 0) return;
    extractColumns(columns, this.#records, rows, count, probe);
    probe?.enterPhase('index');
    for (let at = 0; at < count; at++) {
      const row = rows[at]!;
      for (let next = 0; next < fields.length; next++) {
        const { column, lookup } = fields[next]!;
        const value = column.values[row];
        if (value === undefined) continue;
        if (typeof value !== 'object') this.#addTo(lookup.filtersFor(value), isFound, row);
        // Each once, as a hostile event may hold one value very often.
        else for (const one of new Set(value)) this.#addTo(lookup.filtersFor(one), isFound, row);
      }
    }
  }

  #addTo(filters: Int32Array, isFound: Uint8Array, row: Row): void {
    for (let at = 0; at < filters.length; at++) {
      const filter = filters[at]!;
      if (isFound[filter] === 1) this.#add(filter, row);
    }
  }

  /** Adds a row, which another field or another value may have added just now. */
  #add(filter: FilterIndex, row: Row): void {
    const rows = this.#rows[filter]!;
    const count = this.#counts[filter]!;
    if (count > 0 && rows[count - 1] === row) return;
    rows[count] = row;
    this.#counts[filter] = count + 1;
  }

  /** The rows a filter must look at, in no order; the first {@link count} are valid. */
  rows(filter: FilterIndex): Int32Array {
    return this.#rows[filter]!;
  }

  /** How many rows a filter must look at. */
  count(filter: FilterIndex): number {
    return this.#counts[filter]!;
  }

  /** How many events of the batch have the category of one of the rule's filters. */
  offered(rule: RuleIndex): number {
    return this.#offered[rule]!;
  }
}

function grown(rows: Int32Array): Int32Array {
  const larger = new Int32Array(rows.length * 2);
  larger.set(rows);
  return larger;
}
