import type { Field, SequenceQuery, SequenceStep } from '../../src/engine/eql/ast.ts';
import { referenceMatches } from './evaluate.ts';
import type { ReferenceOptions } from './scope.ts';
import { maxspanNs, type SequenceEvent } from './sequence-event.ts';
import { type Key, keysOf, keyText } from './sequence-keys.ts';

/** Events, in order, that match the first steps of a sequence under one key; for all steps it is complete. */
export interface Candidate {
  readonly key: Key;
  readonly events: readonly SequenceEvent[];
}

/** The candidates of one key that wait for their next event, by the stage they have reached. */
type Waiting = Map<number, Candidate>;

/**
 * Every way the steps that are not missing events can be completed, in the order of completion. A key has at
 * most one candidate waiting at each stage: a newer one takes its place.
 *
 * @param events in order
 */
export function completeCandidates(
  query: SequenceQuery,
  events: readonly SequenceEvent[],
  options: ReferenceOptions,
): readonly Candidate[] {
  const stages = query.steps.filter((step) => !step.missing).flatMap(expandRuns);
  const waitingByKey = new Map<string, Waiting>();
  const completed: Candidate[] = [];
  for (const event of events) {
    // From the last stage to the first, so that no event comes after itself.
    for (const [stage, step] of [...stages.entries()].reverse()) {
      for (const key of stepKeys(step, query.by, event, options)) {
        const waiting = waitingByKey.get(keyText(key)) ?? new Map<number, Candidate>();
        waitingByKey.set(keyText(key), waiting);
        const grown = extend(stage, key, event, waiting, query.maxspanMs);
        if (grown === undefined) continue;
        if (stage === stages.length - 1) completed.push(grown);
        else waiting.set(stage, grown);
      }
    }
    if (query.until === null) continue;
    for (const key of stepKeys(query.until, query.by, event, options)) waitingByKey.delete(keyText(key));
  }
  return completed;
}

/** The keys under which an event matches a step: those of the sequence, then the step's own. */
export function stepKeys(
  step: SequenceStep,
  sequenceBy: readonly Field[],
  event: SequenceEvent,
  options: ReferenceOptions,
): readonly Key[] {
  if (!referenceMatches(step.filter, event.record, options)) return [];
  return keysOf(event.record, [...sequenceBy, ...step.by]);
}

function expandRuns(step: SequenceStep): readonly SequenceStep[] {
  return Array.from({ length: step.runs }, () => step);
}

/**
 * The candidate that an event of a stage makes: a new one at the first stage, later the one that waits at the
 * stage before and stops waiting there, even if it has become too long to go on.
 */
function extend(
  stage: number,
  key: Key,
  event: SequenceEvent,
  waiting: Waiting,
  maxspanMs: number | null,
): Candidate | undefined {
  if (stage === 0) return { key, events: [event] };
  const before = waiting.get(stage - 1);
  waiting.delete(stage - 1);
  if (before === undefined) return undefined;
  const spanNs = event.timeNs - before.events[0]!.timeNs;
  if (maxspanMs !== null && spanNs > maxspanNs(maxspanMs)) return undefined;
  return { key, events: [...before.events, event] };
}
