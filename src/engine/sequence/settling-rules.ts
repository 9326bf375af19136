import type { Row } from '../batch/event-batch.ts';
import type { RuleWrapper } from '../predicate/rule-wrapper.ts';
import type { Probe } from '../probe.ts';
import type { EventClock, TimedBatch } from './event-clock.ts';
import { CHECKPOINT_EVENTS, type StateLimits } from './state-limits.ts';
import type { SettlingRule, StatefulAlertSink } from './stateful-rule.ts';

/**
 * Has all rules that need several events take what their filters found. Each rule takes the whole batch before the next
 * one does; the limit that they share is looked at where the stream has a checkpoint, which may be within a batch.
 */
export class SettlingRules {
  readonly #rules: readonly SettlingRule[];
  readonly #wrappers: readonly RuleWrapper[];
  readonly #clock: EventClock;
  readonly #limits: StateLimits;
  /** By place in the list: 1 where the probe knows of a rule that remembers nothing. */
  readonly #toldIdle: Uint8Array;
  #eventsSinceCheckpoint = 0;

  /** @param wrappers by place in `rules`: what calls the rule, so that a profile can tell whose matches it keeps */
  constructor(
    rules: readonly SettlingRule[],
    wrappers: readonly RuleWrapper[],
    clock: EventClock,
    limits: StateLimits,
  ) {
    this.#rules = rules;
    this.#toldIdle = new Uint8Array(rules.length);
    this.#wrappers = wrappers;
    this.#clock = clock;
    this.#limits = limits;
  }

  /** Takes the next batch, in which the rules have found what they did. */
  settle(batch: TimedBatch, emit: StatefulAlertSink, probe: Probe | undefined): void {
    const { eventNumbers } = batch;
    const { length } = eventNumbers;
    this.#clock.read(batch);
    for (let from = 0; from < length; ) {
      const to = Math.min(length, from + CHECKPOINT_EVENTS - this.#eventsSinceCheckpoint);
      const part = { clock: this.#clock, eventNumbers, from, to };
      const goesOn = this.#clock.turns.length === 0;
      for (const [at, rule] of this.#rules.entries()) {
        if (goesOn && rule.isIdle) continue;
        probe?.enterRule(rule.rule);
        this.#wrappers[at]!(() => rule.settle(part, emit));
      }
      probe?.enterPhase('sequence');
      this.#eventsSinceCheckpoint += to - from;
      if (this.#eventsSinceCheckpoint === CHECKPOINT_EVENTS) {
        this.#eventsSinceCheckpoint = 0;
        this.#keepWithinLimits(to - 1, emit);
      }
      from = to;
    }
    this.#tell(probe);
  }

  /** The stream has ended. */
  end(emit: StatefulAlertSink, isWhole: boolean, probe: Probe | undefined): void {
    for (const rule of this.#rules) {
      probe?.enterRule(rule.rule);
      rule.drain(emit);
    }
    // What lives at the end is told before it goes.
    this.#tell(probe);
    for (const rule of this.#rules) {
      probe?.enterRule(rule.rule);
      rule.end(emit, isWhole);
    }
  }

  /** Whoever holds most gives up its oldest, so that a rule that floods does not cost the others their matches. */
  #keepWithinLimits(row: Row, emit: StatefulAlertSink): void {
    const { maxPartialMatches } = this.#limits;
    const watermarkMs = this.#clock.watermarkMs[row]!;
    const waitingOf = (rule: SettlingRule): number => rule.waiting;
    takeExcess(this.#rules, waitingOf, maxPartialMatches, (rule, count) =>
      rule.hurry(count, row, watermarkMs, emit),
    );
    const statesOf = (rule: SettlingRule): number => rule.states;
    takeExcess(this.#rules, statesOf, maxPartialMatches, (rule, count) => rule.evict(count));
  }

  #tell(probe: Probe | undefined): void {
    if (probe === undefined) return;
    probe.enterPhase('profiler');
    for (const [at, rule] of this.#rules.entries()) {
      const { isIdle } = rule;
      // Most rules find nothing in most batches; what they were told to hold still holds.
      if (isIdle && this.#toldIdle[at] === 1) continue;
      probe.ruleHoldsState(rule.rule, rule.state());
      this.#toldIdle[at] = isIdle ? 1 : 0;
    }
  }
}

/** Takes from the rules that have most, down to one level, so that all together have no more than `limit`. */
function takeExcess(
  rules: readonly SettlingRule[],
  countOf: (rule: SettlingRule) => number,
  limit: number,
  take: (rule: SettlingRule, count: number) => void,
): void {
  const counts = rules.map(countOf);
  if (counts.reduce((sum, count) => sum + count, 0) <= limit) return;
  const level = levelFor(counts, limit);
  for (const [at, rule] of rules.entries()) {
    if (counts[at]! > level) take(rule, counts[at]! - level);
  }
}

/** The largest whole number that, if no count exceeds it, keeps their sum within the limit. */
function levelFor(counts: readonly number[], limit: number): number {
  const ascending = counts.toSorted((left, right) => left - right);
  let left = limit;
  for (const [at, count] of ascending.entries()) {
    const level = Math.floor(left / (ascending.length - at));
    if (count > level) return level;
    left -= count;
  }
  return limit;
}
