import type { Pipe } from '../../src/engine/eql/ast.ts';

/** What the pipes of a query leave of its results, one pipe after the other. */
export function applyPipes<Row>(rows: readonly Row[], pipes: readonly Pipe[]): readonly Row[] {
  return pipes.reduce(
    (left, { name, count }) =>
      name === 'head' ? left.slice(0, count) : left.slice(Math.max(left.length - count, 0)),
    rows,
  );
}
