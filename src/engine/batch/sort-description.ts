import type { Expression } from '../eql/ast.ts';
import { compileStages } from '../eql/compile/condition.ts';
import { fieldsOf } from '../eql/compile/constants.ts';
import type { BatchCondition } from '../eql/compile/script-builder.ts';
import { printExpression } from '../eql/print-expression.ts';
import type { EventRecord, FieldValue } from '../events/field-value.ts';
import type { Vocabulary } from '../events/vocabulary.ts';
import type { RuleIndex } from '../rule.ts';
import type { Column, ColumnStore } from './column-store.ts';
import { couldHold, type FieldNeeds, fieldNeeds, type LacksField } from './could-hold.ts';
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

/** What a filter asks of the selector fields. */
interface SelectorNeed {
  readonly group: CategoryGroup;
  /** All of these must hold, by their places among the tests. */
  readonly tests: readonly number[];
}

const NOTHING_NEEDED: FieldNeeds = { all: new Set(), oneOf: [] };

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
  /** By filter: what its condition needs, whatever kind of event. */
  readonly #fieldsOfFilter: readonly FieldNeeds[];
  readonly #groups: readonly CategoryGroup[];
  /** What filters ask of selector fields; many ask the same. */
  readonly #needs: readonly SelectorNeed[];
  readonly #needOfFilter: Int32Array;
  /** The selector conditions of all filters, each once. */
  readonly #tests: readonly SelectorTest[];
  readonly #columns: readonly { readonly path: string; readonly column: Column }[];
  readonly #kinds = new Map<Vocabulary, KindDescription[]>();

  constructor(filters: readonly IndexedFilter[], store: ColumnStore) {
    this.store = store;
    this.#fieldsOfFilter = filters.map(({ whole }) => (whole === null ? NOTHING_NEEDED : fieldNeeds(whole)));
    this.anyKind = { decides: () => false, candidates: Int32Array.from(filters.keys()) };
    const groupOfFilter = groupByCategory(filters);
    this.#groups = [...new Set(groupOfFilter)];
    const conditions = new Map<string, { index: number; condition: Expression }>();
    const needs = new Map<string, SelectorNeed & { readonly index: number }>();
    this.#needOfFilter = Int32Array.from(filters, ({ selectors }, filter) => {
      const tests = selectors.map((condition) => {
        const text = printExpression(condition);
        const known = conditions.get(text) ?? { index: conditions.size, condition };
        conditions.set(text, known);
        return known.index;
      });
      const group = groupOfFilter[filter]!;
      const key = `${this.#groups.indexOf(group)}:${tests}`;
      const known = needs.get(key) ?? { index: needs.size, group, tests };
      needs.set(key, known);
      return known.index;
    });
    this.#needs = [...needs.values()];
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

  /** The selector fields by which events of a kind are told apart further: those that are asked for and differ. */
  undecidedFields({ candidates, decides }: KindDescription): readonly Column[] {
    const paths = new Set(this.#groups.map(({ field }) => field));
    for (const need of new Set(Array.from(candidates, (filter) => this.#needOfFilter[filter]!))) {
      for (const test of this.#needs[need]!.tests)
        for (const path of this.#tests[test]!.paths) paths.add(path);
    }
    return [...this.fields].flatMap(([path, column]) => (paths.has(path) && !decides(path) ? [column] : []));
  }

  /** Describes the events of a kind that have the same values in all selector fields as the one given. */
  describeSort(records: readonly EventRecord[], row: Row, kind: KindDescription): SortDescription {
    const { offered, meeting } = this.#find(records, row, kind.candidates, () => true);
    return { offered: Int32Array.from(offered), candidates: Int32Array.from(meeting) };
  }

  #newKind(vocabulary: Vocabulary, kind: number, records: readonly EventRecord[], row: Row): KindDescription {
    const known = new Map<string, boolean>();
    const decides: DecidesField = (path) => {
      let answer = known.get(path);
      if (answer === undefined) known.set(path, (answer = vocabulary.kinds!.decides(kind, path)));
      return answer;
    };
    const { meeting } = this.#find(records, row, this.anyKind.candidates, decides);
    const lacks = this.#lacking(records, row, decides);
    const candidates = meeting.filter((filter) => couldHold(this.#fieldsOfFilter[filter]!, lacks));
    return { decides, candidates: Int32Array.from(candidates) };
  }

  /**
   * Who is offered the events, and which filters' needs are met.
   *
   * @param among the filters to look at
   * @param isKnown whether the events to describe all have the event's value in a selector field; others may hold any
   */
  #find(
    records: readonly EventRecord[],
    row: Row,
    among: Int32Array,
    isKnown: DecidesField,
  ): { offered: Set<RuleIndex>; meeting: FilterIndex[] } {
    const one = Int32Array.of(row);
    for (const { path, column } of this.#columns) if (isKnown(path)) column.extract(records, one, 1);
    const offering = this.#groups.filter(
      ({ field, category }) =>
        category === null || !isKnown(field) || hasCategory(this.fields.get(field)!.values[row], category),
    );
    const offers = new Set(offering);
    const mayHold = this.#holding(one, isKnown);
    const isMet = this.#needs.map(({ group, tests }) => offers.has(group) && tests.every(mayHold));
    const meeting = Array.from(among).filter((filter) => isMet[this.#needOfFilter[filter]!]);
    return { offered: new Set(offering.flatMap(({ rules }) => [...rules])), meeting };
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
  #lacking(records: readonly EventRecord[], row: Row, decides: DecidesField): LacksField {
    const one = Int32Array.of(row);
    const known = new Map<string, boolean>();
    const lacks = (path: string): boolean => {
      if (!decides(path)) return false;
      const column = this.store.column({ path, folded: false });
      column.extract(records, one, 1);
      return column.values[row] === undefined;
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
