import type { Pipe, Query } from '../engine/eql/ast.ts';
import type { EventRecord } from '../engine/events/field-value.ts';
import type { ConformanceCase } from './case-file.ts';

/** One result: the events it is made of, as indexes into the stream; null for a step that is a missing event. */
export type ResultRow = readonly (number | null)[];

export interface QueryParseOptions {
  /** The fields of the index: an optional field beyond them is the constant null. */
  readonly knownFields: ReadonlySet<string>;
}

export interface QueryRunOptions {
  /** The most results of a sample for one set of keys. */
  readonly maxSamplesPerKey: number;
}

/** What can run queries. */
export interface QueryRunner {
  /** Throws for a query the language does not allow. */
  parse(text: string, options: QueryParseOptions): Query;
  /** The results of a query without its pipes, in order. */
  run(query: Query, events: readonly EventRecord[], options: QueryRunOptions): readonly ResultRow[];
}

/** What a case runs on. */
export interface CaseData {
  /** In the order a search returns them. */
  readonly events: readonly EventRecord[];
  readonly knownFields: ReadonlySet<string>;
  /** The field whose number names an event. */
  readonly idField: string;
}

export type Outcome =
  | { readonly status: 'passed' }
  | { readonly status: 'failed'; readonly got: readonly number[] | string };

/** Runs one case over the events of its suite. A fault thrown on the way is a failure, never a crash. */
export function runCase(
  testCase: ConformanceCase,
  { events, knownFields, idField }: CaseData,
  runner: QueryRunner,
): Outcome {
  try {
    const query = runner.parse(testCase.query, { knownFields });
    const rows = runner.run(query, events, { maxSamplesPerKey: testCase.maxSamplesPerKey });
    const kept = query.pipes.reduce(applyPipe, rows).slice(0, testCase.size);
    const got = kept.flat().map((index) => (index === null ? -1 : Number(events[index]?.[idField])));
    return testCase.accepted.some((ids) => isSame(ids, got))
      ? { status: 'passed' }
      : { status: 'failed', got };
  } catch (error) {
    return { status: 'failed', got: error instanceof Error ? error.message : String(error) };
  }
}

function applyPipe(rows: readonly ResultRow[], pipe: Pipe): readonly ResultRow[] {
  if (pipe.name === 'head') return rows.slice(0, pipe.count);
  return rows.slice(Math.max(rows.length - pipe.count, 0));
}

function isSame(left: readonly number[], right: readonly number[]): boolean {
  return left.length === right.length && left.every((id, at) => id === right[at]);
}
