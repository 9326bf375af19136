import type { EventNumber } from '../batch/event-batch.ts';
import type { Moment } from '../events/timestamp.ts';
import { AbsenceTimes } from './absence-times.ts';
import type { JoinKey } from './join-keys.ts';
import { type OpenWindow, OpenWindows } from './open-windows.ts';
import type { PartIndex } from './part-list.ts';
import { type PartialMatch, PartialMatches } from './partial-matches.ts';
import type { Absence, SequencePlan, StageIndex } from './sequence-plan.ts';
import { compareMoments, comparePlaces, type Place, type StepEvent } from './step-event.ts';

/** A sequence that was found. */
export interface SequenceMatch {
  readonly key: JoinKey;
  /** One event per stage. */
  readonly events: readonly EventNumber[];
  /** Its last event. */
  readonly last: Place;
  /** It is certain once event time has passed this millisecond. */
  readonly decidedMs: number;
}

interface WaitingMatch extends OpenWindow {
  readonly match: SequenceMatch;
}

/** Figures for the estimate of memory, bytes; measured by `npm run bench:sequences` on Node 20. */
const PARTIAL_MATCH_BYTES = 250;
const EVENT_BYTES = 8;
const WINDOW_BYTES = 250;
const ABSENCE_BYTES = 120;

/**
 * The state machine of one sequence. Events come in the order of their time. For each, the stages are gone
 * through from the last to the first, so that no event follows itself; per stage and key only the newest
 * partial match is kept. Missing events (`![ … ]`) are judged beside: the others match as if they were not
 * there, and a match is reported unless such an event fits together with it into one maxspan.
 */
export class SequenceAutomaton {
  /** Partial matches that `maxspan` ended. */
  expired = 0;
  /** What was dropped because a limit was reached. */
  evicted = 0;
  #watermarkMs = Number.NEGATIVE_INFINITY;
  readonly #plan: SequencePlan;
  readonly #maxStates: number;
  readonly #onMatch: (match: SequenceMatch) => void;
  readonly #partials: PartialMatches;
  readonly #windows = new OpenWindows<WaitingMatch>();
  readonly #leading: readonly AbsenceOf[];
  readonly #middle: readonly AbsenceOf[];
  /** Both of them. */
  readonly #absences: readonly AbsenceOf[];
  readonly #trailingParts: readonly PartIndex[];

  /** @param maxStates the most partial matches, and the most keys remembered for missing events */
  constructor(plan: SequencePlan, maxStates: number, onMatch: (match: SequenceMatch) => void) {
    this.#plan = plan;
    this.#maxStates = maxStates;
    this.#onMatch = onMatch;
    const lastStage = plan.stages.length - 1;
    this.#partials = new PartialMatches(lastStage);
    const timesOf = (absences: readonly Absence[]) =>
      absences.map((absence) => ({ ...absence, times: new AbsenceTimes() }));
    this.#leading = timesOf(plan.absences.filter(({ afterStage }) => afterStage === -1));
    this.#middle = timesOf(
      plan.absences.filter(({ afterStage }) => afterStage >= 0 && afterStage < lastStage),
    );
    this.#absences = [...this.#leading, ...this.#middle];
    this.#trailingParts = plan.absences
      .filter(({ afterStage }) => afterStage === lastStage)
      .map(({ part }) => part);
  }

  /** Partial matches, and matches that wait for their window to close. */
  get partialMatches(): number {
    return this.#partials.count + this.#windows.count;
  }

  /** All that is remembered: partial matches, and keys that had an event that must be missing. */
  get states(): number {
    return this.partialMatches + this.#absenceCount();
  }

  /** An estimate: so much per state, per event in it, and its key. */
  get memoryBytes(): number {
    return (
      this.#partials.count * PARTIAL_MATCH_BYTES +
      this.#partials.eventCount * EVENT_BYTES +
      this.#partials.keyLength +
      this.#windows.count * WINDOW_BYTES +
      this.#absenceCount() * ABSENCE_BYTES
    );
  }

  /**
   * Takes the next event. One that is late is taken too, but does not follow what happened after it.
   *
   * @param watermarkMs how far event time had come by then; before the event if it is taken early
   */
  accept(event: StepEvent, watermarkMs: number): void {
    this.#watermarkMs = watermarkMs;
    this.advanceTo(event.place.ms);
    const { stages, until } = this.#plan;
    for (let stage = stages.length - 1; stage >= 0; stage--) {
      for (const key of event.keysOfPart[stages[stage]!] ?? []) this.#reach(stage, key, event);
    }
    for (const { part, times } of this.#absences) this.#noteAbsence(times, event, part);
    for (const part of this.#trailingParts) {
      for (const key of event.keysOfPart[part] ?? []) this.#windows.cancel(key, event.place);
    }
    if (until === undefined) return;
    for (const key of event.keysOfPart[until] ?? []) this.#partials.removeUntil(key, event.place);
  }

  /** Event time has come to `ms`: what was open until before it is decided, what is too old goes. */
  advanceTo(ms: number): void {
    for (const { match } of this.#windows.takeClosed(ms)) this.#onMatch(match);
    const { maxspanMs } = this.#plan;
    if (maxspanMs === null) return;
    for (;;) {
      const { oldest } = this.#partials;
      if (oldest === undefined || ms - oldest.first.ms <= maxspanMs) break;
      this.#partials.remove(oldest);
      this.expired++;
    }
    // An event that may not precede only counts if it fits into one maxspan with what follows it.
    for (const { times } of this.#absences) times.forgetBefore(ms - maxspanMs);
  }

  /** No event will follow, and nothing remains. @param windowsClose whether what waited for that is reported */
  end(windowsClose: boolean): void {
    const waiting = this.#windows.takeClosed(Number.POSITIVE_INFINITY);
    if (windowsClose) for (const { match } of waiting) this.#onMatch(match);
    for (const { times } of this.#absences) times.clear();
    for (let oldest = this.#partials.oldest; oldest !== undefined; oldest = this.#partials.oldest) {
      this.#partials.remove(oldest);
    }
  }

  /** Drops the oldest states. */
  evict(count: number): void {
    for (let dropped = 0; dropped < count; dropped++) {
      const { oldest } = this.#partials;
      if (oldest !== undefined) this.#partials.remove(oldest);
      else if (!this.#windows.dropFirst() && !this.#forgetAbsence()) return;
      this.evicted++;
    }
  }

  #forgetAbsence(): boolean {
    const known = this.#absences.find(({ times }) => times.count > 0);
    known?.times.forgetOldest();
    return known !== undefined;
  }

  #absenceCount(): number {
    let count = 0;
    for (const { times } of this.#absences) count += times.count;
    return count;
  }

  #reach(stage: StageIndex, key: JoinKey, event: StepEvent): void {
    const { place } = event;
    const lastStage = this.#plan.stages.length - 1;
    if (stage === 0) {
      if (lastStage > 0) this.#start(key, event);
      else this.#complete(key, place, place, [place.number], this.#leadBefore(key, place.ms));
      return;
    }
    const partial = this.#partials.at(stage - 1, key);
    // Only a late event can come before the one that it should follow.
    if (partial === undefined || comparePlaces(partial.last, place) > 0) return;
    if (this.#exceedsMaxspan(partial.first, place)) {
      this.#partials.remove(partial);
      this.expired++;
      return;
    }
    if (this.#isInterrupted(stage, partial, place)) partial.interrupted = true;
    if (stage === lastStage) {
      this.#partials.remove(partial);
      if (!partial.interrupted) {
        this.#complete(key, partial.first, place, [...partial.events, place.number], partial.lead);
      }
    } else if (this.#makeRoom(stage, key, place)) {
      this.#partials.advance(partial, event);
    }
  }

  #start(key: JoinKey, event: StepEvent): void {
    if (!this.#makeRoom(0, key, event.place)) return;
    if (this.partialMatches >= this.#maxStates) this.evict(1);
    this.#partials.start(key, event, this.#leadBefore(key, event.place.ms));
  }

  /** Removes what waits at a stage, as the newest is kept; false if that is newer, which only late events meet. */
  #makeRoom(stage: StageIndex, key: JoinKey, place: Place): boolean {
    const waiting = this.#partials.at(stage, key);
    if (waiting === undefined) return true;
    if (comparePlaces(waiting.last, place) > 0) return false;
    this.#partials.remove(waiting);
    return true;
  }

  #exceedsMaxspan(from: Moment, to: Moment): boolean {
    const { maxspanMs } = this.#plan;
    if (maxspanMs === null) return false;
    const elapsedMs = to.ms - from.ms;
    return elapsedMs > maxspanMs || (elapsedMs === maxspanMs && to.subMsNs > from.subMsNs);
  }

  #isInterrupted(stage: StageIndex, partial: PartialMatch, place: Place): boolean {
    return this.#middle.some(({ afterStage, times }) => {
      if (afterStage !== stage - 1) return false;
      const latest = times.latestBefore(partial.key, place.ms);
      return latest !== undefined && latest.ms > partial.last.ms;
    });
  }

  /** When an event that may not precede last happened before `ms`. */
  #leadBefore(key: JoinKey, ms: number): Moment | undefined {
    let lead: Moment | undefined;
    for (const { times } of this.#leading) {
      const latest = times.latestBefore(key, ms);
      if (latest !== undefined && (lead === undefined || compareMoments(latest, lead) > 0)) lead = latest;
    }
    return lead;
  }

  /** All stages are there; now the missing events in front and behind decide. */
  #complete(
    key: JoinKey,
    first: Moment,
    last: Place,
    events: readonly EventNumber[],
    lead: Moment | undefined,
  ): void {
    const leads = this.#leading.length > 0;
    const match = { key, events, last, decidedMs: last.ms };
    if (leads && lead === undefined) {
      this.#onMatch(match);
    } else if (this.#trailingParts.length > 0) {
      if (this.partialMatches >= this.#maxStates) this.evict(1);
      this.#openWindow(match, lead ?? first);
    } else if (lead === undefined || this.#exceedsMaxspan(lead, last)) {
      this.#onMatch(match);
    }
  }

  /** The match stands unless an event that may not follow comes within maxspan of `from`. */
  #openWindow(match: SequenceMatch, from: Moment): void {
    const { key, last } = match;
    const deadline = { ms: from.ms + this.#plan.maxspanMs!, subMsNs: from.subMsNs };
    // The window may have closed before the match was complete; one that was taken early is complete already.
    const isEarly = last.ms >= this.#watermarkMs;
    const waiting = { ...match, decidedMs: isEarly ? deadline.ms : Math.max(deadline.ms, last.ms) };
    this.#windows.open({ key, fromMs: last.ms, deadline, cancelled: false, match: waiting });
  }

  #noteAbsence(times: AbsenceTimes, event: StepEvent, part: PartIndex): void {
    for (const key of event.keysOfPart[part] ?? []) {
      times.add(key, event.place);
      if (this.#absenceCount() <= this.#maxStates) continue;
      times.forgetOldest();
      this.evicted++;
    }
  }
}

interface AbsenceOf extends Absence {
  readonly times: AbsenceTimes;
}
