import type { Row } from '../batch/event-batch.ts';
import { nanosecondsOf } from '../events/timestamp.ts';
import type { RuleIndex } from '../rule.ts';
import { SequenceAutomaton, type SequenceMatch } from './automaton.ts';
import type { Turn } from './event-clock.ts';
import { ReorderBuffer } from './reorder-buffer.ts';
import type { RuleState } from './rule-state.ts';
import type { SequencePlan } from './sequence-plan.ts';
import type { StateLimits } from './state-limits.ts';
import type { BatchPart, SettlingRule, StatefulAlertSink } from './stateful-rule.ts';
import { comparePlaces, type Place, type StepEvent } from './step-event.ts';
import type { StepHits } from './step-hits.ts';

/** An estimate of what an event takes that waits for its turn, per key. */
const WAITING_KEY_BYTES = 150;

/** One sequence without its filters: the events that wait for their turn, its state machine. */
export class SettlingSequence implements SettlingRule {
  readonly rule: RuleIndex;
  /** What its filters found in the batch at hand. */
  readonly hits: StepHits;
  readonly #plan: SequencePlan;
  readonly #limits: StateLimits;
  readonly #automaton: SequenceAutomaton;
  readonly #waiting = new ReorderBuffer();
  /** Late events, until it is known whether they are stragglers or time has gone back. */
  #held: StepEvent[] = [];
  #found: SequenceMatch[] = [];
  #lastAccepted: Place | undefined;
  #lateEvents = 0;
  #peakPartialMatches = 0;
  #peakMemoryBytes = 0;

  constructor(rule: RuleIndex, plan: SequencePlan, hits: StepHits, limits: StateLimits) {
    this.rule = rule;
    this.#plan = plan;
    this.hits = hits;
    this.#limits = limits;
    this.#automaton = new SequenceAutomaton(plan, limits.maxPartialMatchesPerRule, (match) => {
      this.#found.push(match);
    });
  }

  get states(): number {
    return this.#automaton.states;
  }

  get isIdle(): boolean {
    return !this.hits.found && this.states === 0 && this.#waiting.size === 0 && this.#held.length === 0;
  }

  settle(part: BatchPart, emit: StatefulAlertSink): void {
    const { clock, from, to } = part;
    const turns = clock.turns.filter(({ row }) => row >= from && row < to);
    /** The rows from here on have watermarks that only rise. */
    let risingFrom = from;
    const advance = (row: Row): void => {
      if (row < risingFrom) return;
      this.#advanceTo(clock.watermarkMs[row]!);
      this.#emit(emit, (decidedMs) => clock.firstRowBeyond(decidedMs, risingFrom, row));
    };
    const advanceOverTurns = (row: Row): void => {
      while (turns[0] !== undefined && turns[0].row <= row) {
        const turn = turns.shift()!;
        // What was certain before must not be put down to the turn.
        advance(turn.row - 1);
        risingFrom = turn.row;
        this.#turn(turn);
        this.#emit(emit, () => turn.row);
      }
      advance(row);
    };
    for (let row = this.hits.nextRow(to); row !== undefined; row = this.hits.nextRow(to)) {
      advanceOverTurns(row);
      const keysOfPart = this.hits.takeKeys(row);
      const place = clock.place(row);
      if (keysOfPart === undefined || place === undefined) continue;
      const event = { place, keysOfPart };
      if (clock.isLate(row)) this.#held.push(event);
      else this.#waiting.add(event);
      const excess = this.#waiting.keyCount - this.#limits.maxPartialMatchesPerRule;
      if (excess > 0) this.hurry(excess, row, clock.watermarkMs[row]!, emit);
    }
    advanceOverTurns(to - 1);
  }

  get waiting(): number {
    return this.#waiting.keyCount;
  }

  evict(count: number): void {
    this.#automaton.evict(count);
  }

  hurry(count: number, row: Row, watermarkMs: number, emit: StatefulAlertSink): void {
    const enough = this.#waiting.keyCount - count;
    while (this.#waiting.keyCount > enough) this.#accept(this.#waiting.take(), watermarkMs);
    this.#automaton.advanceTo(watermarkMs);
    this.#emit(emit, () => row);
  }

  drain(emit: StatefulAlertSink): void {
    this.#advanceTo(Number.POSITIVE_INFINITY);
    for (const event of this.#held) this.#accept(event, Number.POSITIVE_INFINITY);
    this.#held = [];
    this.#emit(emit, () => 0);
  }

  end(emit: StatefulAlertSink, isWhole: boolean): void {
    this.#automaton.end(isWhole);
    this.#emit(emit, () => 0);
  }

  state(): RuleState {
    const memoryBytes = this.#memoryBytes();
    this.#peakMemoryBytes = Math.max(this.#peakMemoryBytes, memoryBytes);
    return {
      partialMatches: this.#automaton.partialMatches,
      peakPartialMatches: this.#peakPartialMatches,
      expired: this.#automaton.expired,
      evicted: this.#automaton.evicted + this.hits.droppedKeys,
      lateEvents: this.#lateEvents,
      memoryBytes,
      peakMemoryBytes: this.#peakMemoryBytes,
    };
  }

  /** What came late in a row turns out to be stragglers, or the beginning of an earlier recording. */
  #turn({ kind }: Turn): void {
    if (kind === 'set-back') {
      this.#advanceTo(Number.POSITIVE_INFINITY);
      this.#automaton.end(true);
      this.#lastAccepted = undefined;
      for (const event of this.#held) this.#waiting.add(event);
    } else {
      for (const event of this.#held) this.#accept(event, Number.POSITIVE_INFINITY);
    }
    this.#held = [];
  }

  /** No event before `ms` is waited for any more. */
  #advanceTo(ms: number): void {
    while (this.#waiting.earliest !== undefined && this.#waiting.earliest.place.ms < ms) {
      this.#accept(this.#waiting.take(), ms);
    }
    if (ms !== Number.POSITIVE_INFINITY) this.#automaton.advanceTo(ms);
  }

  #accept(event: StepEvent, watermarkMs: number): void {
    const { place } = event;
    if (this.#lastAccepted !== undefined && comparePlaces(place, this.#lastAccepted) < 0) this.#lateEvents++;
    else this.#lastAccepted = place;
    this.#automaton.accept(event, watermarkMs);
    const { partialMatches } = this.#automaton;
    if (partialMatches <= this.#peakPartialMatches) return;
    this.#peakPartialMatches = partialMatches;
    this.#peakMemoryBytes = Math.max(this.#peakMemoryBytes, this.#memoryBytes());
  }

  #emit(emit: StatefulAlertSink, rowOf: (decidedMs: number) => Row): void {
    for (const { key, events, last, decidedMs } of this.#found) {
      const alert = {
        rule: this.rule,
        timeNs: nanosecondsOf(last),
        events: this.#plan.layout.map((stage) => (stage === null ? null : events[stage]!)),
      };
      emit({ row: rowOf(decidedMs), alert, found: { last, key } });
    }
    this.#found = [];
  }

  #memoryBytes(): number {
    return this.#automaton.memoryBytes + (this.#waiting.keyCount + this.#held.length) * WAITING_KEY_BYTES;
  }
}
