import type { SequenceQuery } from '../../src/engine/eql/ast.ts';
import type { ReferenceOptions } from './scope.ts';
import { type Candidate, completeCandidates } from './sequence-candidates.ts';
import { compareEvents, inOrder } from './sequence-event.ts';
import { compareKeys } from './sequence-keys.ts';
import { standsWithoutMissing } from './sequence-missing-steps.ts';

/** One result: places in the list of events, from 0, one per step and run; null for a missing event. */
export type ReferenceRow = readonly (number | null)[];

/**
 * All results of a sequence over a whole list of events, by last matched event, then by key. Events may come
 * in any order; those without a time are not seen. Pipes are not applied.
 */
export function matchSequence(
  query: SequenceQuery,
  records: readonly unknown[],
  options: ReferenceOptions,
): readonly ReferenceRow[] {
  const events = inOrder(records);
  return completeCandidates(query, events, options)
    .filter((candidate) => standsWithoutMissing(query, candidate, events, options))
    .sort(compareResults)
    .map((candidate) => rowOf(query, candidate));
}

function compareResults(left: Candidate, right: Candidate): number {
  return compareEvents(left.events.at(-1)!, right.events.at(-1)!) || compareKeys(left.key, right.key);
}

function rowOf(query: SequenceQuery, { events }: Candidate): ReferenceRow {
  const positions = events.map(({ position }) => position);
  return query.steps.flatMap(({ missing, runs }) =>
    missing ? Array.from({ length: runs }, () => null) : positions.splice(0, runs),
  );
}
