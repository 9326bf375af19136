import type { EventNumber } from './batch/event-batch.ts';
import type { ChosenEvents } from './chosen-events.ts';
import type { RuleIndex } from './rule.ts';

/**
 * Times single evaluations. Who runs a condition or predicate over a batch asks {@link choose} first; most often the
 * answer is 0, and the batch runs as ever. Else some of its events are run one by one:
 *
 *     choose → start → lap, lap, ... (for each stage) → finish
 *
 * It never changes an answer: each event is evaluated once, timed or not.
 */
export interface EvaluationTimer {
  /** The events at hand; {@link finish} makes numbers of the stream out of their rows. */
  beginBatch(eventNumbers: readonly EventNumber[]): void;
  /**
   * How many of the next `count` evaluations of a rule are to be timed, at most MOST_CHOSEN.
   *
   * @param isFirst whether the condition or predicate has never run before: its first evaluations are kept apart
   */
  choose(rule: RuleIndex, count: number, isFirst: boolean): number;
  /** Moves so many of the first `count` rows, picked at random, behind the others. The order of `rows` is lost. */
  pick(rows: Int32Array, count: number, chosen: number): void;
  /** Where a block of `chosen` rows among `count` begins; for those that must keep to the order of events. */
  placeBlock(count: number, chosen: number): number;
  /** The events that are run one by one; whoever runs them fills it. */
  readonly chosen: ChosenEvents;
  /** The first evaluation begins now; the next ones begin where the one before ends. */
  start(): void;
  /**
   * The evaluation of the event at this place among the chosen has ended, or one stage of it. At NO_PLACE it was
   * nothing, or a run over no event; {@link noteControl} must follow.
   */
  lap(place: number): void;
  /**
   * What the last lap took is what timing itself takes, here and now. Apart from {@link lap}, so that evaluations and
   * controls are timed by the same code: another, run less often, would be in no cache and take longer.
   *
   * @param rule whose it is; undefined where it is the same for all
   */
  noteControl(rule?: RuleIndex): void;
  /**
   * All that were chosen are done: keeps what was measured.
   *
   * @returns what timing added to the rule's own time, nanoseconds: it is the profiler's
   */
  finish(): number;
}
