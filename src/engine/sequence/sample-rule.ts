import type { CandidateIndex } from '../batch/candidate-index.ts';
import type { ColumnStore } from '../batch/column-store.ts';
import type { EventBatch } from '../batch/event-batch.ts';
import type { SampleQuery } from '../eql/ast.ts';
import { nanosecondsOf } from '../events/timestamp.ts';
import type { Probe } from '../probe.ts';
import type { RuleIndex } from '../rule.ts';
import { FilterPass } from './filter-pass.ts';
import { PartList, type SequencePart } from './part-list.ts';
import type { RuleState } from './rule-state.ts';
import { SampleCollector } from './sample-collector.ts';
import type { StateLimits } from './state-limits.ts';
import type { BatchPart, CompiledFilter, StatefulAlertSink, StatefulRule } from './stateful-rule.ts';
import { comparePlaces } from './step-event.ts';

const NO_TIME = { ms: Number.NaN, subMsNs: 0 };

/** Estimates. */
const KEY_BYTES = 250;
const EVENT_BYTES = 60;

export interface SamplePlan {
  readonly filters: PartList['filters'];
  readonly parts: readonly SequencePart[];
  /** For each filter as written, its part. */
  readonly stepParts: readonly number[];
}

/** Takes a sample apart. */
export function planSample(query: SampleQuery): SamplePlan {
  const parts = new PartList(query.by);
  const stepParts = query.steps.map((step) => parts.partOf(step));
  return { filters: parts.filters, parts: parts.parts, stepParts };
}

/** One `sample` query. */
export class SampleRule implements StatefulRule {
  readonly rule: RuleIndex;
  readonly #plan: SamplePlan;
  readonly #pass: FilterPass;
  readonly #collector: SampleCollector;
  #peakKeys = 0;
  #peakMemoryBytes = 0;

  constructor(
    rule: RuleIndex,
    plan: SamplePlan,
    filters: readonly CompiledFilter[],
    store: ColumnStore,
    limits: StateLimits,
  ) {
    this.rule = rule;
    this.#plan = plan;
    this.#pass = new FilterPass(rule, filters, plan.parts, plan.stepParts, store);
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
    return !this.#pass.found && this.states === 0;
  }

  find(batch: EventBatch, index: CandidateIndex, probe: Probe | undefined): void {
    this.#pass.run(batch, index, probe);
  }

  settle({ clock, eventNumbers, to }: BatchPart): void {
    for (let row = this.#pass.nextRow(to); row !== undefined; row = this.#pass.nextRow(to)) {
      const keysOfPart = this.#pass.takeKeys(row) ?? [];
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
      evicted: this.#collector.evicted + this.#pass.droppedKeys,
      lateEvents: 0,
      memoryBytes,
      peakMemoryBytes: this.#peakMemoryBytes,
    };
  }
}
