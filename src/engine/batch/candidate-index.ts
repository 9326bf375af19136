import type { Expression } from '../eql/ast.ts';
import { compileStages } from '../eql/compile/condition.ts';
import { fieldsOf } from '../eql/compile/constants.ts';
import type { BatchCondition } from '../eql/compile/script-builder.ts';
import { printExpression } from '../eql/print-expression.ts';
import type { EventRecord, FieldValue } from '../events/field-value.ts';
import type { Probe } from '../probe.ts';
import type { RuleIndex } from '../rule.ts';
import type { Column, ColumnStore } from './column-store.ts';
import { couldHold, type LacksField } from './could-hold.ts';
import type { EventBatch, Row } from './event-batch.ts';
import { type DecidesField, type EventSort, EventSorts } from './event-sorts.ts';
import type { FilterIndex } from './filter-runner.ts';
import { KindGroups } from './kind-groups.ts';

/** What the index must know of a filter: that of an event rule, or of a step of a sequence. */
export interface IndexedFilter {
  /** The rule it belongs to; several may belong to one. */
  readonly rule: RuleIndex;
  /** The field the category is compared with. */
  readonly categoryField: string;
  /** Null: every event. */
  readonly category: string | null;
  /** Conditions on few-valued fields, all of which an event must satisfy. */
  readonly selectors: readonly Expression[];
  /** All of its condition: it need not look at events that lack what that asks for. Null: it must. */
  readonly whole: Expression | null;
}

/**
 * Finds, for each filter, the events of a batch it must look at. Conditions that many of them share
 * (`host.os.type == "windows"`, `event.type == "start"`) are tested once per sort of event, of which a stream
 * has few, so that finding the candidates of a thousand filters costs little more than of ten.
 */
export class CandidateIndex {
  readonly #filters: readonly IndexedFilter[];
  readonly #store: ColumnStore;
  /** The selector conditions of all filters, each once. */
  readonly #predicates: readonly BatchCondition[];
  readonly #predicatesOfFilter: readonly (readonly number[])[];
  /** What describing a sort reads, of its first event only. */
  readonly #describedColumns: readonly Column[];
  readonly #categoryColumns: ReadonlyMap<string, Column>;
  readonly #kinds: KindGroups;
  /** The batch at hand. */
  #records: readonly EventRecord[] = [];
  readonly #rows: readonly Int32Array[];
  readonly #counts: Int32Array;
  readonly #offered: Float64Array;

  /** @param capacity the most rows a batch may have */
  constructor(filters: readonly IndexedFilter[], store: ColumnStore, capacity: number) {
    this.#filters = filters;
    this.#store = store;
    const predicates = new Map<string, { index: number; condition: Expression }>();
    this.#predicatesOfFilter = filters.map(({ selectors }) =>
      selectors.map((condition) => {
        const text = printExpression(condition);
        const known = predicates.get(text) ?? { index: predicates.size, condition };
        predicates.set(text, known);
        return known.index;
      }),
    );
    const conditions = [...predicates.values()].map(({ condition }) => condition);
    // Selector conditions hold neither regular expressions nor functions: both dialects compile them alike.
    const script = compileStages(
      conditions.map((condition) => [condition]),
      'elastic',
      'kestrel-index:///selectors',
    );
    this.#predicates = script.bind((key) => store.column(key).values);
    const paths = [
      ...conditions.flatMap(fieldsOf).map(({ path }) => path),
      ...filters.map(({ categoryField }) => categoryField),
    ];
    // What tells sorts apart are the values as they are; folded ones follow from them.
    const selectors = new Map(paths.map((path) => [path, store.column({ path, folded: false })]));
    const sorts = new EventSorts((row, decides) => this.#describe(row, decides));
    this.#kinds = new KindGroups(selectors, sorts, capacity);
    this.#categoryColumns = new Map(
      filters.map(({ categoryField }) => [
        categoryField,
        store.column({ path: categoryField, folded: false }),
      ]),
    );
    this.#describedColumns = [
      ...script.stageColumns.flat().map((key) => store.column(key)),
      ...this.#categoryColumns.values(),
    ];
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
    probe?.enterPhase('extract');
    const groups = this.#kinds.split(batch);
    for (const { undecided, rows, count } of groups) {
      for (const column of undecided) column.extract(records, rows, count);
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
      sort.count = 0;
    }
  }

  #distribute({ offered, candidates, rows, count }: EventSort): void {
    const counts = this.#counts;
    const found = rows.subarray(0, count);
    for (const rule of offered) this.#offered[rule]! += count;
    for (const filter of candidates) {
      this.#rows[filter]!.set(found, counts[filter]!);
      counts[filter]! += count;
    }
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

  #describe(row: Row, decides: DecidesField): EventSort {
    const one = Int32Array.of(row);
    for (const column of this.#describedColumns) column.extract(this.#records, one, 1);
    const holds = this.#testsOf(one);
    const lacks = this.#lacksOf(one, decides);
    const offered = new Set<RuleIndex>();
    const candidates: FilterIndex[] = [];
    for (const [filter, { rule, categoryField, category, whole }] of this.#filters.entries()) {
      if (category !== null && !hasCategory(this.#categoryColumns.get(categoryField)!.values[row], category))
        continue;
      offered.add(rule);
      if (!this.#predicatesOfFilter[filter]!.every(holds)) continue;
      if (whole === null || couldHold(whole, lacks)) candidates.push(filter);
    }
    return {
      offered: Int32Array.from(offered),
      candidates: Int32Array.from(candidates),
      rows: new Int32Array(16),
      count: 0,
    };
  }

  /** Whether a predicate holds for a row; each is run once, when first asked for. */
  #testsOf(one: Int32Array): (predicate: number) => boolean {
    const known: boolean[] = [];
    const out = new Int32Array(1);
    return (predicate) => (known[predicate] ??= this.#predicates[predicate]!(one, 1, out) === 1);
  }

  /** Whether all events of a row's group lack a field. */
  #lacksOf(one: Int32Array, decides: DecidesField): LacksField {
    const known = new Map<string, boolean>();
    const lacks = (path: string): boolean => {
      if (!decides(path)) return false;
      const column = this.#store.column({ path, folded: false });
      column.extract(this.#records, one, 1);
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

function grown(rows: Int32Array): Int32Array {
  const larger = new Int32Array(rows.length * 2);
  larger.set(rows);
  return larger;
}
