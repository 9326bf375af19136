import type { Alert } from '../alert.ts';
import type { CandidateIndex } from '../batch/candidate-index.ts';
import type { EventBatch, EventNumber, Row } from '../batch/event-batch.ts';
import type { FilterIndex, FilterRunner } from '../batch/filter-runner.ts';
import type { Probe } from '../probe.ts';
import type { RuleIndex } from '../rule.ts';
import type { EventClock } from './event-clock.ts';
import { compareJoinKeys, type JoinKey } from './join-keys.ts';
import type { RuleState } from './rule-state.ts';
import { comparePlaces, type Place } from './step-event.ts';
import type { StepHits } from './step-hits.ts';

/** A filter of the rule, compiled, and its place in the candidate index. */
export interface CompiledFilter {
  readonly index: FilterIndex;
  readonly runner: FilterRunner;
}

/** A part of a batch: rows `from` up to, but not including, `to`. */
export interface BatchPart {
  readonly clock: EventClock;
  readonly eventNumbers: readonly EventNumber[];
  readonly from: Row;
  readonly to: Row;
}

/** An alert, with the row of the batch by which it was certain. */
export interface StatefulAlert {
  readonly row: Row;
  readonly alert: Alert;
  /** What orders the results of sequences; samples have no order but that of their keys. */
  readonly found?: SequencePlace;
}

/** Where a sequence stands among all: by its last event, then by key. */
export interface SequencePlace {
  readonly last: Place;
  readonly key: JoinKey;
}

export function compareSequencePlaces(left: SequencePlace, right: SequencePlace): number {
  return comparePlaces(left.last, right.last) || compareJoinKeys(left.key, right.key);
}

export type StatefulAlertSink = (alert: StatefulAlert) => void;

/** The part of a rule that needs several events which remembers them: it takes what filters found. */
export interface SettlingRule {
  readonly rule: RuleIndex;
  /** Partial matches that count against the limit for all rules together. */
  readonly states: number;
  /** Whether it remembers nothing, and found nothing in the batch at hand: its figures stay as they are then. */
  readonly isIdle: boolean;
  /** Takes what was found in a part of the batch. Parts come in order, without gaps. */
  settle(part: BatchPart, emit: StatefulAlertSink): void;
  /** Events that wait for their turn. */
  readonly waiting: number;
  /** Drops the oldest states. */
  evict(count: number): void;
  /** Takes the earliest of the events that wait, though an earlier one may still come. */
  hurry(count: number, row: Row, watermarkMs: number, emit: StatefulAlertSink): void;
  /** No event will follow: takes all that wait. */
  drain(emit: StatefulAlertSink): void;
  /**
   * Decides what is open, after {@link drain}; nothing remains.
   *
   * @param isWhole false where it was stopped: what only a later event could decide is dropped
   */
  end(emit: StatefulAlertSink, isWhole: boolean): void;
  state(): RuleState;
}

/** A rule that needs several events, with its filters. */
export interface StatefulRule extends SettlingRule {
  /** What its filters found in the batch at hand; `settle` takes it, or whoever hands it to another engine. */
  readonly hits: StepHits;
  /** Runs the filters over a batch and keeps what they matched. */
  find(batch: EventBatch, index: CandidateIndex, probe: Probe | undefined): void;
}
