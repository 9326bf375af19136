import type { Pipe, Query } from '../engine/eql/ast.ts';
import type { EventRecord } from '../engine/events/field-value.ts';
import type { ConformanceCase } from './case-file.ts';

/** One result: the events it is made of, as indexes into the stream; null for a step that is a missing event. */
export type ResultRow = readonly (number | null)[];

/** What can run queries. */
export interface QueryRunner {
  /** Throws for a query the language does not allow. */
  parse(text: string): Query;
  /** The results of a query without its pipes, in order; or a reason why this kind of query is not run. */
  run(query: Query, events: readonly EventRecord[]): readonly ResultRow[] | { readonly unsupported: string };
}

export type Outcome =
  | { readonly status: 'passed' }
  | { readonly status: 'failed'; readonly got: readonly number[] | string }
  | { readonly status: 'skipped'; readonly reason: string };

/** Runs one case over the events of its suite. A fault thrown on the way is a failure, never a crash. */
export function runCase(
  testCase: ConformanceCase,
  events: readonly EventRecord[],
  idField: string,
  runner: QueryRunner,
): Outcome {
  try {
    const query = runner.parse(testCase.query);
    const rows = runner.run(query, events);
    if ('unsupported' in rows) return { status: 'skipped', reason: rows.unsupported };
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
