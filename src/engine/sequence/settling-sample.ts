import { nanosecondsOf } from '../events/timestamp.ts';
import type { RuleIndex } from '../rule.ts';
import type { RuleState } from './rule-state.ts';
import { SampleCollector } from './sample-collector.ts';
import type { SamplePlan } from './sample-plan.ts';
import type { StateLimits } from './state-limits.ts';
import type { BatchPart, SettlingRule, StatefulAlertSink } from './stateful-rule.ts';
import { comparePlaces } from './step-event.ts';
import type { StepHits } from './step-hits.ts';

const NO_TIME = { ms: Number.NaN, subMsNs: 0 };

/** Estimates. */
const KEY_BYTES = 250;
const EVENT_BYTES = 60;

/** One `sample` query without its filters. */
export class SettlingSample implements SettlingRule {
  readonly rule: RuleIndex;
  /** What its filters found in the batch at hand. */
  readonly hits: StepHits;
  readonly #plan: SamplePlan;
  readonly #collector: SampleCollector;
  #peakKeys = 0;
  #peakMemoryBytes = 0;

  constructor(rule: RuleIndex, plan: SamplePlan, hits: StepHits, limits: StateLimits) {
    this.rule = rule;
    this.#plan = plan;
    this.hits = hits;
    this.#collector = new SampleCollector(
      plan.stepParts.length,
      limits.maxSamplesPerKey,
      limits.maxPartialMatchesPerRule,
    );
  }

  get states(): number {
    return this.#collector.keyCount;
  }

  get isIdle(): boolean {
    return !this.hits.found && this.states === 0;
  }

  settle({ clock, eventNumbers, to }: BatchPart): void {
    for (let row = this.hits.nextRow(to); row !== undefined; row = this.hits.nextRow(to)) {
      const keysOfPart = this.hits.takeKeys(row) ?? [];
      const event = clock.place(row) ?? { ...NO_TIME, number: eventNumbers[row]! };
      for (const [step, part] of this.#plan.stepParts.entries()) {
        for (const key of keysOfPart[part] ?? []) this.#collector.add(step, key, event);
      }
    }
    this.#peakKeys = Math.max(this.#peakKeys, this.states);
  }

  /** Time plays no role in a sample. */
  readonly waiting = 0;

  hurry(): void {}

  evict(count: number): void {
    this.#collector.evict(count);
  }

  /** A sample is only certain at the end. */
  drain(): void {}

  end(emit: StatefulAlertSink): void {
    for (const events of this.#collector.take()) {
      const timed = events.filter(({ ms }) => !Number.isNaN(ms)).sort(comparePlaces);
      const last = timed.at(-1);
      const timeNs = last && nanosecondsOf(last);
      emit({ row: 0, alert: { rule: this.rule, timeNs, events: events.map(({ number }) => number) } });
    }
  }

  state(): RuleState {
    const memoryBytes = this.#collector.keyCount * KEY_BYTES + this.#collector.eventCount * EVENT_BYTES;
    this.#peakMemoryBytes = Math.max(this.#peakMemoryBytes, memoryBytes);
    return {
      partialMatches: this.states,
      peakPartialMatches: this.#peakKeys,
      expired: 0,
      evicted: this.#collector.evicted + this.hits.droppedKeys,
      lateEvents: 0,
      memoryBytes,
      peakMemoryBytes: this.#peakMemoryBytes,
    };
  }
}
