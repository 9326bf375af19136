import type { EventFilter } from '../eql/ast.ts';

/** Bytes of the script, its functions and its place in the index, whatever the condition says. */
const BYTES_PER_CONDITION = 9_000;
/** Bytes of lists, patterns and generated code, per character of the condition as written. */
const BYTES_PER_CHARACTER = 12.5;
/** A row number, in the condition's own list of rows: exact. */
const BYTES_PER_ROW = Int32Array.BYTES_PER_ELEMENT;

/**
 * An estimate of what a compiled condition holds, bytes. Nobody can tell whose an object on V8's heap is, so this is
 * fitted to what the heap grew by; docs/metrics.md says how, and how far off it is.
 *
 * @param batchSize the most events a batch may have
 */
export function conditionBytes({ span }: EventFilter, batchSize: number): number {
  const characters = span.end.offset - span.start.offset;
  return BYTES_PER_CONDITION + BYTES_PER_CHARACTER * characters + BYTES_PER_ROW * batchSize;
}
