import type { Column, ColumnStore } from './column-store.ts';
import type { FilterIndex } from './filter-runner.ts';
import type { IndexedFilter } from './indexed-filter.ts';
import { type RequiredValues, requiredFields, requiredValues } from './required-values.ts';
import { ValueLookup } from './value-lookup.ts';

/** A field by whose values filters are found. */
export interface ValueField {
  readonly column: Column;
  readonly lookup: ValueLookup;
}

/** How the candidates among some filters are found. */
export interface ValueSplit {
  /** Filters that must look at every event. */
  readonly always: Int32Array;
  /** The fields by whose values the others are found; a filter may be found by more than one. */
  readonly fields: readonly ValueField[];
  /** Those of the fields. */
  readonly columns: readonly Column[];
  /** By filter: 1 for those others. */
  readonly isFound: Uint8Array;
}

/**
 * Finds filters by the values that their conditions require of a field (`process.name == "a.exe"`): one look-up for
 * an event instead of a test for each filter.
 */
export class ValueIndex {
  readonly #required: readonly (RequiredValues | undefined)[];
  readonly #fields = new Map<string, ValueField>();

  constructor(filters: readonly IndexedFilter[], store: ColumnStore) {
    const conditions = filters.map(({ byValue, whole }) => (byValue === true ? whole : null));
    const uses = new Map<string, number>();
    for (const condition of conditions) {
      if (condition === null) continue;
      for (const path of requiredFields(condition)) uses.set(path, (uses.get(path) ?? 0) + 1);
    }
    const useOf = (path: string): number => uses.get(path) ?? 0;
    this.#required = conditions.map((condition) =>
      condition === null ? undefined : requiredValues(condition, useOf),
    );
    for (const [filter, required] of this.#required.entries()) {
      for (const [path, values] of required ?? []) {
        const field = this.#field(path, store);
        for (const value of values) field.lookup.add(value, filter);
      }
    }
  }

  #field(path: string, store: ColumnStore): ValueField {
    let field = this.#fields.get(path);
    if (field === undefined) {
      field = { column: store.column({ path, folded: false }), lookup: new ValueLookup() };
      this.#fields.set(path, field);
    }
    return field;
  }

  /** Tells the filters that are found by value from the others. */
  split(filters: Int32Array): ValueSplit {
    const required = this.#required;
    const isFound = new Uint8Array(required.length);
    const fields = new Set<ValueField>();
    const always: FilterIndex[] = [];
    for (const filter of filters) {
      const values = required[filter];
      if (values === undefined) {
        always.push(filter);
        continue;
      }
      isFound[filter] = 1;
      for (const path of values.keys()) fields.add(this.#fields.get(path)!);
    }
    const columns = Array.from(fields, ({ column }) => column);
    return { always: Int32Array.from(always), fields: [...fields], columns, isFound };
  }
}
