import type { Expression } from '../eql/ast.ts';
import { compileStages } from '../eql/compile/condition.ts';
import { fieldsOf } from '../eql/compile/constants.ts';
import type { BatchCondition } from '../eql/compile/script-builder.ts';
import { printExpression } from '../eql/print-expression.ts';
import type { EventRecord, FieldValue } from '../events/field-value.ts';
import type { Vocabulary } from '../events/vocabulary.ts';
import type { RuleIndex } from '../rule.ts';
import type { Column, ColumnStore } from './column-store.ts';
import { couldHold, type LacksField } from './could-hold.ts';
import type { Row } from './event-batch.ts';
import type { FilterIndex } from './filter-runner.ts';
import type { IndexedFilter } from './indexed-filter.ts';

/** Who has to do with events that have the same values in all selector fields. */
export interface SortDescription {
  /** Rules whose category the events have. */
  readonly offered: Int32Array;
  /** The filters that have the category and whose selector conditions hold: they must look at the events. */
  readonly candidates: Int32Array;
}

/** Tells of a path whether all events of a kind have the same value there. */
export type DecidesField = (path: string) => boolean;

/** What is known of all events of a kind. */
export interface KindDescription {
  readonly decides: DecidesField;
  /** The filters that may have to look at events of the kind, whatever its undecided fields hold. */
  readonly candidates: Int32Array;
}

/** Filters that ask for the same category. */
interface CategoryGroup {
  readonly field: string;
  /** Null: every event. */
  readonly category: string | null;
  readonly rules: Set<RuleIndex>;
}

interface SelectorTest {
  readonly test: BatchCondition;
  readonly paths: readonly string[];
}

/**
 * Tells by the selector fields of an event which filters must look at events like it. Conditions that many filters
 * share are compiled once, and tested once for an event.
 */
export class SortDescriber {
  /** The fields that tell sorts of events apart, by path; as they are, since folded ones follow from them. */
  readonly fields: ReadonlyMap<string, Column>;
  /** What is known of events whose kind says nothing. */
  readonly anyKind: KindDescription;
  /** Where their values are read. */
  readonly store: ColumnStore;
  readonly #filters: readonly IndexedFilter[];
  readonly #groups: readonly CategoryGroup[];
  readonly #groupOfFilter: readonly CategoryGroup[];
  /** The selector conditions of all filters, each once. */
  readonly #tests: readonly SelectorTest[];
  readonly #testsOfFilter: readonly (readonly number[])[];
  readonly #columns: readonly { readonly path: string; readonly column: Column }[];
  readonly #kinds = new Map<Vocabulary, KindDescription[]>();

  constructor(filters: readonly IndexedFilter[], store: ColumnStore) {
    this.#filters = filters;
    this.store = store;
    this.anyKind = { decides: () => false, candidates: Int32Array.from(filters.keys()) };
    this.#groupOfFilter = groupByCategory(filters);
    this.#groups = [...new Set(this.#groupOfFilter)];
    const conditions = new Map<string, { index: number; condition: Expression }>();
    this.#testsOfFilter = filters.map(({ selectors }) =>
      selectors.map((condition) => {
        const text = printExpression(condition);
        const known = conditions.get(text) ?? { index: conditions.size, condition };
        conditions.set(text, known);
        return known.index;
      }),
    );
    const distinct = [...conditions.values()].map(({ condition }) => condition);
    // Selector conditions hold neither regular expressions nor functions: both dialects compile them alike.
    const script = compileStages(
      distinct.map((condition) => [condition]),
      'elastic',
      'kestrel-index:///selectors',
    );
    const compiled = script.bind((key) => store.column(key).values);
    const pathsOf = (condition: Expression) => fieldsOf(condition).map(({ path }) => path);
    this.#tests = distinct.map((condition, at) => ({ test: compiled[at]!, paths: pathsOf(condition) }));
    const paths = [...distinct.flatMap(pathsOf), ...this.#groups.map(({ field }) => field)];
    this.fields = new Map(paths.map((path) => [path, store.column({ path, folded: false })]));
    this.#columns = [
      ...script.stageColumns.flat().map((key) => ({ path: key.path, column: store.column(key) })),
      ...this.#groups.map(({ field }) => ({ path: field, column: this.fields.get(field)! })),
    ];
  }

  /**
   * Describes the events of a kind by one of them.
   *
   * @param row of that event in the batch at hand of the store
   */
  describeKind(
    vocabulary: Vocabulary,
    kind: number,
    records: readonly EventRecord[],
    row: Row,
  ): KindDescription {
    let known = this.#kinds.get(vocabulary);
    if (known === undefined) this.#kinds.set(vocabulary, (known = []));
    return (known[kind] ??= this.#newKind(vocabulary, kind, records, row));
  }

  /** Describes the events of a kind that have the same values in all selector fields as the one given. */
  describeSort(records: readonly EventRecord[], row: Row, kind: KindDescription): SortDescription {
    const { decides, candidates } = kind;
    const found = this.#find(records, row, candidates, () => true, decides);
    return { offered: Int32Array.from(found.offered), candidates: Int32Array.from(found.candidates) };
  }

  #newKind(vocabulary: Vocabulary, kind: number, records: readonly EventRecord[], row: Row): KindDescription {
    const known = new Map<string, boolean>();
    const decides: DecidesField = (path) => {
      let answer = known.get(path);
      if (answer === undefined) known.set(path, (answer = vocabulary.kinds!.decides(kind, path)));
      return answer;
    };
    const { candidates } = this.#find(records, row, this.anyKind.candidates, decides, decides);
    return { decides, candidates: Int32Array.from(candidates) };
  }

  /**
   * @param among the filters to look at
   * @param isKnown whether the events to describe all have the event's value in a selector field; others may hold any
   */
  #find(
    records: readonly EventRecord[],
    row: Row,
    among: Int32Array,
    isKnown: DecidesField,
    decides: DecidesField,
  ): { offered: Set<RuleIndex>; candidates: FilterIndex[] } {
    const one = Int32Array.of(row);
    for (const { path, column } of this.#columns) if (isKnown(path)) column.extract(records, one, 1);
    const offering = this.#groups.filter(
      ({ field, category }) =>
        category === null || !isKnown(field) || hasCategory(this.fields.get(field)!.values[row], category),
    );
    const offers = new Set(offering);
    const mayHold = this.#holding(one, isKnown);
    const lacks = this.#lacking(records, one, decides);
    const candidates: FilterIndex[] = [];
    for (const filter of among) {
      if (!offers.has(this.#groupOfFilter[filter]!) || !this.#testsOfFilter[filter]!.every(mayHold)) continue;
      const { whole } = this.#filters[filter]!;
      if (whole === null || couldHold(whole, lacks)) candidates.push(filter);
    }
    return { offered: new Set(offering.flatMap(({ rules }) => [...rules])), candidates };
  }

  /** Whether a test holds, or may hold where it looks at fields that are not known; each is run once at most. */
  #holding(one: Int32Array, isKnown: DecidesField): (index: number) => boolean {
    const known: boolean[] = [];
    const out = new Int32Array(1);
    return (index) => {
      const { test, paths } = this.#tests[index]!;
      return (known[index] ??= !paths.every(isKnown) || test(one, 1, out) === 1);
    };
  }

  /** Whether all events of a kind lack a field. */
  #lacking(records: readonly EventRecord[], one: Int32Array, decides: DecidesField): LacksField {
    const known = new Map<string, boolean>();
    const lacks = (path: string): boolean => {
      if (!decides(path)) return false;
      const column = this.store.column({ path, folded: false });
      column.extract(records, one, 1);
      return column.values[one[0]!] === undefined;
    };
    return (path) => {
      const answer = known.get(path) ?? lacks(path);
      known.set(path, answer);
      return answer;
    };
  }
}

/** Exact, with case; an event may have several categories. */
function hasCategory(value: FieldValue, category: string): boolean {
  if (typeof value === 'object') return value.some((element) => String(element) === category);
  return value !== undefined && String(value) === category;
}

function groupByCategory(filters: readonly IndexedFilter[]): CategoryGroup[] {
  const groups = new Map<string, CategoryGroup>();
  return filters.map(({ categoryField: field, category, rule }) => {
    const key = JSON.stringify([field, category]);
    const group = groups.get(key) ?? { field, category, rules: new Set() };
    groups.set(key, group);
    group.rules.add(rule);
    return group;
  });
}
