import type { FieldValue } from '../events/field-value.ts';
import type { Row } from './event-batch.ts';
import type { KindDescription } from './sort-description.ts';
import type { ValueSplit } from './value-index.ts';

/** Events that have the same values in all selector fields are of one sort. */
export interface EventSort extends ValueSplit {
  /** Rules whose category the events have. */
  readonly offered: Int32Array;
  /** The events of the batch at hand that are of this sort; the first `count` are valid. */
  rows: Int32Array;
  count: number;
}

interface KnownSort {
  readonly values: readonly FieldValue[];
  readonly sort: EventSort;
}

type Level = Map<FieldValue, Level | KnownSort>;

/** Beyond this many sorts what is known is forgotten, so that a hostile stream cannot fill memory with them. */
const MAX_SORTS = 10_000;

/** A stream mostly goes on with a sort it had a moment ago; comparing a few costs less than hashing all values. */
const RECENT_SORTS = 8;

/** Makes the sort of an event that is the first of it in its group. */
export type DescribeSort = (row: Row, kind: KindDescription) => EventSort;

/** The sorts that a stream has had so far, in groups of events that are told apart by the same fields. */
export class EventSorts {
  readonly #describe: DescribeSort;
  readonly #groups: SortGroup[] = [];
  #count = 0;

  constructor(describe: DescribeSort) {
    this.#describe = describe;
  }

  /** @param columns the values of the fields that tell the events of the group apart, by row */
  group(columns: readonly (readonly FieldValue[])[], kind: KindDescription): SortGroup {
    const group = new SortGroup(columns, (row) => this.#add(row, kind));
    this.#groups.push(group);
    return group;
  }

  #add(row: Row, kind: KindDescription): EventSort {
    if (++this.#count > MAX_SORTS) {
      for (const group of this.#groups) group.forget();
      this.#count = 0;
    }
    return this.#describe(row, kind);
  }
}

/** Finds the sort of an event of one group by the values of its fields. */
export class SortGroup {
  readonly #columns: readonly (readonly FieldValue[])[];
  readonly #add: (row: Row) => EventSort;
  readonly #recent: KnownSort[] = [];
  #root: Level = new Map();

  /** @param add makes the sort of an event that is the first of it */
  constructor(columns: readonly (readonly FieldValue[])[], add: (row: Row) => EventSort) {
    this.#columns = columns;
    this.#add = add;
  }

  /** Frees what is known of all sorts but the last few. */
  forget(): void {
    this.#root = new Map();
  }

  sortOf(row: Row): EventSort {
    const recent = this.#recent;
    for (let at = 0; at < recent.length; at++) {
      const known = recent[at]!;
      if (!this.#isOf(known, row)) continue;
      if (at > 0) this.#moveToFront(known, at);
      return known.sort;
    }
    const known = this.#lookUp(row);
    this.#moveToFront(known, Math.min(recent.length, RECENT_SORTS - 1));
    return known.sort;
  }

  #isOf(known: KnownSort, row: Row): boolean {
    const columns = this.#columns;
    for (let at = 0; at < columns.length; at++) {
      // Lists that are equal but not the same are left to the look-up.
      if (known.values[at] !== columns[at]![row]) return false;
    }
    return true;
  }

  #moveToFront(known: KnownSort, from: number): void {
    const recent = this.#recent;
    if (from === recent.length) recent.push(known);
    recent.copyWithin(1, 0, from);
    recent[0] = known;
  }

  #lookUp(row: Row): KnownSort {
    const values = this.#columns.map((column) => column[row]);
    let level = this.#root;
    for (const value of values.slice(0, -1)) {
      const key = keyOf(value);
      let next = level.get(key) as Level | undefined;
      if (next === undefined) level.set(key, (next = new Map()));
      level = next;
    }
    const key = keyOf(values.at(-1));
    const known = level.get(key) as KnownSort | undefined;
    if (known !== undefined) return known;
    const described = { values, sort: this.#add(row) };
    level.set(key, described);
    return described;
  }
}

/** Several values become one text that no single value has. */
function keyOf(value: FieldValue): FieldValue {
  if (typeof value === 'object') return `\0a${JSON.stringify(value.map((one) => [typeof one, String(one)]))}`;
  return typeof value === 'string' && value.startsWith('\0') ? `\0s${value}` : value;
}
