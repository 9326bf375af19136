import type { Expression } from '../eql/ast.ts';
import { compileStages } from '../eql/compile/condition.ts';
import { fieldsOf } from '../eql/compile/constants.ts';
import type { BatchCondition } from '../eql/compile/script-builder.ts';
import { printExpression } from '../eql/print-expression.ts';
import type { EventRecord, FieldValue } from '../events/field-value.ts';
import type { Probe } from '../probe.ts';
import type { Column, ColumnStore } from './column-store.ts';
import type { EventBatch, Row } from './event-batch.ts';
import { type EventSort, EventSorts } from './event-sorts.ts';

/** What the index must know of a rule. */
export interface IndexedRule {
  /** The field the category is compared with. */
  readonly categoryField: string;
  /** Null: every event. */
  readonly category: string | null;
  /** Conditions on few-valued fields, all of which an event must satisfy. */
  readonly selectors: readonly Expression[];
}

/**
 * Finds, for each rule, the events of a batch it must look at. Conditions that many rules share
 * (`host.os.type == "windows"`, `event.type == "start"`) are tested once per sort of event, of which a stream
 * has few, so that finding the candidates of a thousand rules costs little more than of ten.
 */
export class CandidateIndex {
  readonly #rules: readonly IndexedRule[];
  /** The selector conditions of all rules, each once. */
  readonly #predicates: readonly BatchCondition[];
  readonly #predicatesOfRule: readonly (readonly number[])[];
  /** The fields whose values tell sorts of events apart. */
  readonly #selectorColumns: readonly Column[];
  /** What the predicates read; only for the first event of a sort. */
  readonly #predicateColumns: readonly Column[];
  readonly #categoryColumns: ReadonlyMap<string, Column>;
  readonly #sorts: EventSorts;
  /** The batch at hand. */
  #records: readonly EventRecord[] = [];
  readonly #everyRow: Int32Array;
  readonly #rows: readonly Int32Array[];
  readonly #counts: Int32Array;
  readonly #offered: Float64Array;

  /** @param capacity the most rows a batch may have */
  constructor(rules: readonly IndexedRule[], store: ColumnStore, capacity: number) {
    this.#rules = rules;
    const predicates = new Map<string, { index: number; condition: Expression }>();
    this.#predicatesOfRule = rules.map(({ selectors }) =>
      selectors.map((condition) => {
        const text = printExpression(condition);
        const known = predicates.get(text) ?? { index: predicates.size, condition };
        predicates.set(text, known);
        return known.index;
      }),
    );
    const conditions = [...predicates.values()].map(({ condition }) => condition);
    // Selector conditions hold neither patterns nor functions: both dialects compile them alike.
    const script = compileStages(
      conditions.map((condition) => [condition]),
      'elastic',
      'kestrel-index:///selectors',
    );
    this.#predicates = script.bind((key) => store.column(key).values);
    this.#predicateColumns = script.stageColumns.flat().map((key) => store.column(key));
    const paths = [
      ...conditions.flatMap(fieldsOf).map(({ path }) => path),
      ...rules.map((rule) => rule.categoryField),
    ];
    // What tells sorts apart are the values as they are; folded ones follow from them.
    this.#selectorColumns = [...new Set(paths)].map((path) => store.column({ path, folded: false }));
    this.#sorts = new EventSorts(
      this.#selectorColumns.map((column) => column.values),
      (row) => this.#describe(row),
    );
    this.#categoryColumns = new Map(
      rules.map(({ categoryField }) => [categoryField, store.column({ path: categoryField, folded: false })]),
    );
    this.#everyRow = Int32Array.from({ length: capacity }, (_, row) => row);
    this.#rows = rules.map(() => new Int32Array(capacity));
    this.#counts = new Int32Array(rules.length);
    this.#offered = new Float64Array(rules.length);
  }

  /** Finds the candidates of every rule in a batch. */
  find({ records }: EventBatch, probe: Probe | undefined): void {
    this.#counts.fill(0);
    this.#offered.fill(0);
    if (this.#rules.length === 0) return;
    this.#records = records;
    probe?.enterPhase('extract');
    for (const column of this.#selectorColumns) column.extract(records, this.#everyRow, records.length);
    probe?.enterPhase('index');
    const seen = new Set<EventSort>();
    for (let row = 0; row < records.length; row++) {
      const sort = this.#sorts.sortOf(row);
      if (sort.count === 0) seen.add(sort);
      if (sort.count === sort.rows.length) sort.rows = grown(sort.rows);
      sort.rows[sort.count++] = row;
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
    for (const rule of candidates) {
      this.#rows[rule]!.set(found, counts[rule]!);
      counts[rule]! += count;
    }
  }

  /** The rows a rule must look at, in no order; the first {@link count} are valid. */
  rows(rule: number): Int32Array {
    return this.#rows[rule]!;
  }

  /** How many rows a rule must look at. */
  count(rule: number): number {
    return this.#counts[rule]!;
  }

  /** How many events of the batch have the rule's category. */
  offered(rule: number): number {
    return this.#offered[rule]!;
  }

  #describe(row: Row): EventSort {
    const one = Int32Array.of(row);
    for (const column of this.#predicateColumns) column.extract(this.#records, one, 1);
    const out = new Int32Array(1);
    const holds = this.#predicates.map((predicate) => predicate(one, 1, out) === 1);
    const offered: number[] = [];
    const candidates: number[] = [];
    for (const [rule, { categoryField, category }] of this.#rules.entries()) {
      if (category !== null && !hasCategory(this.#categoryColumns.get(categoryField)!.values[row], category))
        continue;
      offered.push(rule);
      if (this.#predicatesOfRule[rule]!.every((predicate) => holds[predicate])) candidates.push(rule);
    }
    return {
      offered: Int32Array.from(offered),
      candidates: Int32Array.from(candidates),
      rows: new Int32Array(16),
      count: 0,
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
