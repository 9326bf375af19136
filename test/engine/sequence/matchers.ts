import { parseQuery } from '../../../src/engine/eql/parse.ts';
import type { EventRecord } from '../../../src/engine/events/field-value.ts';
import { matchSample } from '../../reference/match-sample.ts';
import { matchSequence } from '../../reference/match-sequence.ts';
import { applyPipes } from '../../reference/sequence-pipes.ts';
import { runEngine } from '../../support/run-engine.ts';

/** One result: numbers of events, from 1; null for a missing event. */
export type Row = readonly (number | null)[];

/** Finds all results of a sequence or a sample in a stream, in the order in which they are given. */
export type Find = (query: string, records: readonly EventRecord[]) => readonly Row[];

const OPTIONS = { dialect: 'elastic' } as const;

/** What every statement about the language is tested against, by name. */
export const MATCHERS: readonly (readonly [name: string, find: Find])[] = [
  ['engine, event by event', (query, records) => rowsOfEngine(query, records, 1)],
  ['engine, in batches of 3', (query, records) => rowsOfEngine(query, records, 3)],
  ['engine, all at once', (query, records) => rowsOfEngine(query, records, 1024)],
  ['reference', (query, records) => rowsOfReference(query, records)],
];

function rowsOfEngine(query: string, records: readonly EventRecord[], batchSize: number): readonly Row[] {
  return runEngine(records, [query], { batchSize }).map(([, events]) => events);
}

/** The results that the reference evaluator gives, its pipes applied. */
export function rowsOfReference(
  text: string,
  records: readonly EventRecord[],
  maxSamplesPerKey = 1,
): readonly Row[] {
  const query = parseQuery(text, { dialect: 'elastic' });
  if (query.kind === 'event') throw new Error(`not a sequence or sample: ${text}`);
  const rows =
    query.kind === 'sequence'
      ? matchSequence(query, records, OPTIONS)
      : matchSample(query, records, OPTIONS, maxSamplesPerKey);
  return applyPipes(rows, query.pipes).map((row) =>
    row.map((position) => (position === null ? null : position + 1)),
  );
}
