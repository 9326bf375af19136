import type { Dialect, Expression } from '../eql/ast.ts';
import { compileStages } from '../eql/compile/condition.ts';
import type { BatchCondition, ConditionScript } from '../eql/compile/script-builder.ts';
import type { EvaluationTimer } from '../evaluation-timer.ts';
import type { EventRecord } from '../events/field-value.ts';
import type { Probe } from '../probe.ts';
import type { RuleIndex } from '../rule.ts';
import type { Column, ColumnStore } from './column-store.ts';
import { extractColumns } from './extract-columns.ts';

/** A filter's place among all filters of an engine, from 0. */
export type FilterIndex = number;

/** What is compiled: the stages of one condition. */
export interface FilterProgram {
  /** The rule its time is billed to. */
  readonly rule: RuleIndex;
  readonly url: string;
  /** The number of its script's first line; 1 unless given. */
  readonly firstLine?: number;
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
  #hasRun = false;

  constructor({ rule, url, firstLine, dialect, stages }: FilterProgram, store: ColumnStore) {
    this.#rule = rule;
    this.script = compileStages(stages, dialect, url, firstLine);
    const conditions = this.script.bind((key) => store.column(key).values);
    this.#stages = conditions.map((condition, at) => ({
      condition,
      columns: this.script.stageColumns[at]!.map((key) => store.column(key)),
    }));
  }

  /** Leaves the rows that match at the front of `rows` and returns how many there are. */
  run(records: readonly EventRecord[], rows: Int32Array, count: number, probe: Probe | undefined): number {
    const timer = probe?.timer;
    if (timer === undefined || count === 0) return this.#runBatch(records, rows, count, probe);
    const isFirst = !this.#hasRun;
    this.#hasRun = true;
    const chosen = timer.choose(this.#rule, count, isFirst);
    if (chosen === 0) return this.#runBatch(records, rows, count, probe);
    probe!.enterPhase('profiler');
    const others = count - chosen;
    timer.pick(rows, count, chosen);
    timer.chosen.take(rows, others, chosen);
    // Its very first evaluations must come before all else. Later ones come last: then its code is in the processor's
    // caches, as it is for nearly all events of a batch.
    if (isFirst) this.#runChosen(records, probe!, timer);
    const held = this.#runBatch(records, rows, others, probe);
    if (!isFirst) this.#runChosen(records, probe!, timer);
    return timer.chosen.writeMatches(rows, held);
  }

  #runBatch(
    records: readonly EventRecord[],
    rows: Int32Array,
    count: number,
    probe: Probe | undefined,
  ): number {
    let left = count;
    for (const { columns, condition } of this.#stages) {
      if (left === 0) return 0;
      extractColumns(columns, records, rows, left, probe);
      probe?.enterRule(this.#rule);
      left = condition(rows, left, rows);
    }
    return left;
  }

  /** The same for the chosen events, one by one in each stage. */
  #runChosen(records: readonly EventRecord[], probe: Probe, timer: EvaluationTimer): void {
    const { chosen } = timer;
    for (const { columns, condition } of this.#stages) {
      if (chosen.leftCount === 0) break;
      extractColumns(columns, records, chosen.left, chosen.leftCount, probe);
      probe.enterRule(this.#rule);
      chosen.runStage(condition, timer);
    }
    chosen.matchLeft();
    probe.enterPhase('profiler');
    probe.ruleWasTimed(this.#rule, timer.finish());
  }
}
