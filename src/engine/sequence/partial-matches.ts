import type { EventNumber } from '../batch/event-batch.ts';
import type { Moment } from '../events/timestamp.ts';
import type { JoinKey } from './join-keys.ts';
import type { StageIndex } from './sequence-plan.ts';
import { comparePlaces, type Place, type StepEvent } from './step-event.ts';

/** The first events of a sequence, found; waits at its stage for the next one. */
export interface PartialMatch {
  readonly key: JoinKey;
  readonly first: Moment;
  /** The event matched last. */
  last: Place;
  /** The stage of that event. */
  stage: StageIndex;
  /** One event per stage so far. */
  readonly events: EventNumber[];
  /** An event that had to be missing stood between two of them: it goes on as others do, and is not reported. */
  interrupted: boolean;
  /** When an event last happened that may not precede the sequence. */
  readonly lead: Moment | undefined;
  /** Neighbours in the order of creation. */
  older: PartialMatch | undefined;
  newer: PartialMatch | undefined;
}

/**
 * The partial matches of one sequence: at most one per stage and key, and all of them in the order in which they
 * began, so that the oldest are found at once when they expire or must go.
 */
export class PartialMatches {
  /** How many there are. */
  count = 0;
  /** How many events they hold. */
  eventCount = 0;
  /** The length of all their keys, UTF-16 code units. */
  keyLength = 0;
  readonly #byStage: readonly Map<JoinKey, PartialMatch>[];
  #oldest: PartialMatch | undefined;
  #newest: PartialMatch | undefined;

  /** @param waitingStages how many stages a partial match may wait at: all but the last */
  constructor(waitingStages: number) {
    this.#byStage = Array.from({ length: waitingStages }, () => new Map());
  }

  get oldest(): PartialMatch | undefined {
    return this.#oldest;
  }

  at(stage: StageIndex, key: JoinKey): PartialMatch | undefined {
    return this.#byStage[stage]!.get(key);
  }

  /** A new partial match at stage 0; the one that was there must have been removed. */
  start(key: JoinKey, event: StepEvent, lead: Moment | undefined): PartialMatch {
    const first = event.place;
    const started: PartialMatch = {
      key,
      first,
      last: first,
      stage: 0,
      events: [first.number],
      interrupted: false,
      lead,
      older: undefined,
      newer: undefined,
    };
    this.#byStage[0]!.set(key, started);
    this.#link(started);
    this.count++;
    this.eventCount++;
    this.keyLength += key.length;
    return started;
  }

  /** Moves a partial match on to the stage after its own; the one that was there must have been removed. */
  advance(partial: PartialMatch, event: StepEvent): void {
    this.#byStage[partial.stage]!.delete(partial.key);
    partial.stage++;
    partial.last = event.place;
    partial.events.push(event.place.number);
    this.eventCount++;
    this.#byStage[partial.stage]!.set(partial.key, partial);
  }

  remove(partial: PartialMatch): void {
    this.#byStage[partial.stage]!.delete(partial.key);
    this.#unlink(partial);
    this.count--;
    this.eventCount -= partial.events.length;
    this.keyLength -= partial.key.length;
  }

  /** Removes those of a key whose last event is not after `place`. */
  removeUntil(key: JoinKey, place: Place): void {
    for (const stage of this.#byStage) {
      const partial = stage.get(key);
      if (partial !== undefined && comparePlaces(partial.last, place) <= 0) this.remove(partial);
    }
  }

  #link(added: PartialMatch): void {
    added.older = this.#newest;
    if (this.#newest === undefined) this.#oldest = added;
    else this.#newest.newer = added;
    this.#newest = added;
  }

  #unlink({ older, newer }: PartialMatch): void {
    if (older === undefined) this.#oldest = newer;
    else older.newer = newer;
    if (newer === undefined) this.#newest = older;
    else newer.older = older;
  }
}
