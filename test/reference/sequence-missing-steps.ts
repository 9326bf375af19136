import type { SequenceQuery } from '../../src/engine/eql/ast.ts';
import type { ReferenceOptions } from './scope.ts';
import { type Candidate, stepKeys } from './sequence-candidates.ts';
import { maxspanNs, millisecondOf, type SequenceEvent } from './sequence-event.ts';
import { keyText } from './sequence-keys.ts';

/**
 * Whether a complete candidate stands although some events must not happen: nothing unwanted between two of
 * its events, and nothing unwanted before or after them that fits into one maxspan with the rest.
 *
 * @param events all events, in order
 */
export function standsWithoutMissing(
  query: SequenceQuery,
  candidate: Candidate,
  events: readonly SequenceEvent[],
  options: ReferenceOptions,
): boolean {
  const leading: SequenceEvent[] = [];
  const trailing: SequenceEvent[] = [];
  let seen = 0;
  for (const step of query.steps) {
    if (!step.missing) {
      seen += step.runs;
      continue;
    }
    const before = candidate.events[seen - 1];
    const after = candidate.events[seen];
    const unwanted = events.filter(
      (event) =>
        isBetween(event, before, after) &&
        stepKeys(step, query.by, event, options).some((key) => keyText(key) === keyText(candidate.key)),
    );
    if (before === undefined) leading.push(...unwanted);
    else if (after === undefined) trailing.push(...unwanted);
    else if (unwanted.length > 0) return false;
  }
  const timesNs = (list: readonly SequenceEvent[]) => list.map(({ timeNs }) => timeNs);
  const leadNs = timesNs(leading).reduce<bigint | undefined>(later, undefined);
  const trailNs = timesNs(trailing).reduce<bigint | undefined>(earlier, undefined);
  return exceedsMaxspan(query, candidate, leadNs, trailNs);
}

/**
 * Strictly between two events, or on one side where the other is undefined. Times count in milliseconds: an
 * event in the same one as a neighbour is not between.
 */
function isBetween(
  event: SequenceEvent,
  before: SequenceEvent | undefined,
  after: SequenceEvent | undefined,
): boolean {
  return (
    (before === undefined || millisecondOf(before) < millisecondOf(event)) &&
    (after === undefined || millisecondOf(event) < millisecondOf(after))
  );
}

/**
 * Whether no unwanted event at an end fits into one maxspan with the candidate. A sequence that asks for
 * absence at both ends falls only to a pair, one on each side, that fits into one maxspan.
 */
function exceedsMaxspan(
  query: SequenceQuery,
  { events }: Candidate,
  leadNs: bigint | undefined,
  trailNs: bigint | undefined,
): boolean {
  const asksBefore = query.steps[0]!.missing;
  const asksAfter = query.steps.at(-1)!.missing;
  const lackOne = (asksBefore && leadNs === undefined) || (asksAfter && trailNs === undefined);
  if (lackOne || query.maxspanMs === null) return true;
  const fromNs = leadNs ?? events[0]!.timeNs;
  const toNs = trailNs ?? events.at(-1)!.timeNs;
  return (!asksBefore && !asksAfter) || toNs - fromNs > maxspanNs(query.maxspanMs);
}

function later(left: bigint | undefined, right: bigint): bigint {
  return left === undefined || right > left ? right : left;
}

function earlier(left: bigint | undefined, right: bigint): bigint {
  return left === undefined || right < left ? right : left;
}
