import vm from 'node:vm';
import type { FieldValue } from '../../events/field-value.ts';
import type { Span } from '../ast.ts';
import { scriptRealm } from './script-realm.ts';

/** A column a script reads: the values of one field, as they are or with their ASCII letters in lower case. */
export interface ColumnKey {
  readonly path: string;
  readonly folded: boolean;
}

/** The values of one column by row. Rows that were not extracted hold stale values; scripts never run on them. */
export type ColumnValues = readonly FieldValue[];

/**
 * Runs a condition over the first `count` of `rows` and writes those where it holds to `out`, in order.
 * Returns how many there are. `out` may be `rows` itself.
 */
export type BatchCondition = (rows: Int32Array, count: number, out: Int32Array) => number;

/** Conditions as a script of their own, not yet tied to the columns they read. */
export interface ConditionScript {
  /** The columns each stage reads; those of a stage must be extracted for the rows it runs on. */
  readonly stageColumns: readonly (readonly ColumnKey[])[];
  /** Ties the script to its columns, whose arrays are read anew at each run. One condition per stage. */
  bind(valuesOf: (column: ColumnKey) => ColumnValues): readonly BatchCondition[];
  /** The generated JavaScript; holds no text of the rule except as escaped literals. */
  readonly source: string;
  /** The number that stack traces and profiles give the first line of `source`. */
  readonly firstLine: number;
  /** By 0-based line of `source`: the clause of the query that line computes. */
  readonly lineSpans: readonly (Span | undefined)[];
}

interface Line {
  readonly code: string;
  readonly span: Span | undefined;
}

/** Collects what a script reads and the lines of its conditions. */
export class ScriptBuilder {
  readonly #columns: ColumnKey[] = [];
  readonly #columnIndex = new Map<string, number>();
  readonly #constants: unknown[] = [];
  readonly #calls: Line[] = [];
  readonly #stages: { lines: Line[]; columns: Set<ColumnKey> }[] = [];

  /** Lines and columns that follow belong to a new condition. */
  beginStage(): void {
    this.#stages.push({ lines: [], columns: new Set() });
  }

  /** The name of the variable that holds a column's values. */
  column(path: string, folded: boolean): string {
    const key = `${folded ? '~' : '='}${path}`;
    let index = this.#columnIndex.get(key);
    if (index === undefined) {
      index = this.#columns.push({ path, folded }) - 1;
      this.#columnIndex.set(key, index);
    }
    this.#stages.at(-1)!.columns.add(this.#columns[index]!);
    return `c${index}`;
  }

  /** The name of the variable that holds a value or function the script uses. */
  constant(value: unknown): string {
    const known = this.#constants.indexOf(value);
    return known >= 0 ? `k${known}` : `k${this.#constants.push(value) - 1}`;
  }

  /** Adds a line to the condition. Each clause gets a line of its own, so that a profile can tell them apart. */
  line(code: string, span?: Span): void {
    this.#stages.at(-1)!.lines.push({ code, span });
  }

  /**
   * The name of a function of one parameter, for what a clause calls. Of a caller profiles say which function it is and
   * not which line, so a clause that calls something does it in a function of its own, on a line of its own. V8 inlines
   * it, and keeps its place.
   */
  call(parameter: string, code: string, span: Span): string {
    const name = `f${this.#calls.length}`;
    this.#calls.push({ code: `const ${name} = (function clause(${parameter}) { return ${code}; });`, span });
    return name;
  }

  /**
   * @param url names the script in profiles and stack traces
   * @param firstLine see {@link ConditionScript.firstLine}
   */
  build(url: string, firstLine: number): ConditionScript {
    const plain = (code: string): Line => ({ code, span: undefined });
    const lines = [
      plain(`"use strict"; ${elements('c', 'columns', this.#columns.length)}`),
      plain(elements('k', 'constants', this.#constants.length)),
      ...this.#calls,
      plain('return ['),
      ...this.#stages.flatMap((stage) => [
        // In parentheses V8 compiles it here and now, and not when it first runs, where the time would be the replay's.
        plain('(function condition(rows, count, out) {'),
        plain('let held = 0, v;'),
        plain('for (let at = 0; at < count; at++) { const i = rows[at]; if ('),
        ...stage.lines,
        plain(') out[held++] = i; }'),
        plain('return held; }),'),
      ]),
      plain('];'),
    ];
    const source = lines.map(({ code }) => code).join('\n');
    const create = vm.compileFunction(source, ['columns', 'constants'], {
      filename: url,
      lineOffset: firstLine - 1,
      parsingContext: scriptRealm(),
    });
    const [columns, constants] = [this.#columns, this.#constants];
    return {
      stageColumns: this.#stages.map((stage) => [...stage.columns]),
      bind: (valuesOf) => create(columns.map(valuesOf), constants) as BatchCondition[],
      source,
      firstLine,
      lineSpans: lines.map(({ span }) => span),
    };
  }
}

/** A declaration of the elements of an array, one by one: V8 compiles that faster than a pattern for all of them. */
function elements(prefix: string, array: string, count: number): string {
  if (count === 0) return '';
  return `const ${Array.from({ length: count }, (_, at) => `${prefix}${at} = ${array}[${at}]`).join(', ')};`;
}
