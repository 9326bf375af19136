import type { Dialect, Expression } from '../eql/ast.ts';
import { compileStages } from '../eql/compile/condition.ts';
import type { BatchCondition, ConditionScript } from '../eql/compile/script-builder.ts';
import type { EventRecord } from '../events/field-value.ts';
import type { Probe } from '../probe.ts';
import type { RuleIndex } from '../rule.ts';
import type { Column, ColumnStore } from './column-store.ts';

/** A filter's place among all filters of an engine, from 0. */
export type FilterIndex = number;

/** The address under which a rule's script shows in profiles. */
export function ruleUrl(ruleId: string): string {
  return `kestrel-rule:///${encodeURIComponent(ruleId.toWellFormed())}`;
}

/** What is compiled: the stages of one condition. */
export interface FilterProgram {
  /** The rule its time is billed to. */
  readonly rule: RuleIndex;
  readonly url: string;
  readonly dialect: Dialect;
  readonly stages: readonly (readonly Expression[])[];
}

interface Stage {
  readonly columns: readonly Column[];
  readonly condition: BatchCondition;
}

/**
 * Runs one condition over rows of a batch, in stages: cheap conditions first, the next stage on what is left.
 * The columns of a stage are read only for the rows that reach it, and their reading is not billed to the rule.
 */
export class FilterRunner {
  readonly script: ConditionScript;
  readonly #rule: RuleIndex;
  readonly #stages: readonly Stage[];

  constructor({ rule, url, dialect, stages }: FilterProgram, store: ColumnStore) {
    this.#rule = rule;
    this.script = compileStages(stages, dialect, url);
    const conditions = this.script.bind((key) => store.column(key).values);
    this.#stages = conditions.map((condition, at) => ({
      condition,
      columns: this.script.stageColumns[at]!.map((key) => store.column(key)),
    }));
  }

  /** Leaves the rows that match at the front of `rows` and returns how many there are. */
  run(records: readonly EventRecord[], rows: Int32Array, count: number, probe: Probe | undefined): number {
    let left = count;
    for (const { columns, condition } of this.#stages) {
      if (left === 0) return 0;
      probe?.enterPhase('extract');
      for (const column of columns) column.extract(records, rows, left);
      probe?.enterRule(this.#rule);
      left = condition(rows, left, rows);
    }
    return left;
  }
}
