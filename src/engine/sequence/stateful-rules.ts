import type { CandidateIndex } from '../batch/candidate-index.ts';
import type { EventBatch } from '../batch/event-batch.ts';
import type { Probe } from '../probe.ts';
import { type EventTimeReader, type EventTimes, noEventTimes } from './event-times.ts';
import { type RuleHits, takeHits } from './received-hits.ts';
import type { SettlingRules } from './settling-rules.ts';
import type { StatefulAlertSink, StatefulRule } from './stateful-rule.ts';

/** Runs all rules that need several events: their filters over a batch, then what remembers what these let through. */
export class StatefulRules {
  readonly #rules: readonly StatefulRule[];
  readonly #settling: SettlingRules;
  readonly #timeReader: EventTimeReader;
  readonly #times: EventTimes;

  /**
   * @param settling of the same rules
   * @param capacity the most rows a batch may have
   */
  constructor(
    rules: readonly StatefulRule[],
    settling: SettlingRules,
    timeReader: EventTimeReader,
    capacity: number,
  ) {
    this.#rules = rules;
    this.#settling = settling;
    this.#timeReader = timeReader;
    this.#times = noEventTimes(capacity);
  }

  get count(): number {
    return this.#rules.length;
  }

  run(batch: EventBatch, index: CandidateIndex, emit: StatefulAlertSink, probe: Probe | undefined): void {
    if (this.#rules.length === 0) return;
    probe?.enterPhase('sequence');
    this.#timeReader.readAll(batch.records, this.#times);
    for (const rule of this.#rules) rule.find(batch, index, probe);
    const { eventNumbers, inputStarts } = batch;
    this.#settling.settle({ times: this.#times, eventNumbers, inputStarts }, emit, probe);
  }

  /**
   * Runs the filters only: what they found is for the rules of another engine to take.
   *
   * @returns of the rules that found something
   */
  find(batch: EventBatch, index: CandidateIndex, probe: Probe | undefined): RuleHits[] {
    if (this.#rules.length === 0) return [];
    probe?.enterPhase('sequence');
    const found: RuleHits[] = [];
    for (const rule of this.#rules) {
      rule.find(batch, index, probe);
      if (rule.hits.found) found.push(takeHits(rule.rule, rule.hits, batch.records.length));
    }
    return found;
  }

  /** The stream has ended. */
  end(emit: StatefulAlertSink, isWhole: boolean, probe: Probe | undefined): void {
    this.#settling.end(emit, isWhole, probe);
  }
}
