import type { AlertSink } from './alert.ts';
import { CandidateIndex } from './batch/candidate-index.ts';
import { type Column, ColumnStore } from './batch/column-store.ts';
import type { EventBatch } from './batch/event-batch.ts';
import { MatchCollector } from './batch/match-collector.ts';
import { RuleRunner } from './batch/rule-runner.ts';
import { keepCondition, splitCondition } from './batch/split-condition.ts';
import type { EventFilter } from './eql/ast.ts';
import { timestampNs } from './events/timestamp.ts';
import type { Probe } from './probe.ts';
import type { Rule, RuleIndex } from './rule.ts';

/** The default number of events in a batch. */
export const DEFAULT_BATCH_SIZE = 1024;

/** Called around the compilation of a rule, so that whoever wants to can time it. */
export type AroundCompile = <T>(rule: RuleIndex, compile: () => T) => T;

export interface EngineOptions {
  /** The most events a batch may have. */
  readonly batchSize?: number;
  /** False runs every rule on every event of its category; answers are the same. */
  readonly index?: boolean;
  readonly aroundCompile?: AroundCompile;
}

/**
 * Runs the rules of a pack over batches of events. Each rule runs over a whole batch before the next one
 * does; its matches are put back into event order before they leave as alerts.
 *
 * Rules are numbered by their place in `rules`.
 */
export class Engine {
  readonly #batchSize: number;
  readonly #store: ColumnStore;
  readonly #index: CandidateIndex;
  readonly #runners: readonly RuleRunner[];
  readonly #matches: MatchCollector;
  readonly #timestamp: Column;

  /** @throws RangeError when a rule is not a single-event query: those are not executed yet */
  constructor(rules: readonly Rule[], options: EngineOptions = {}) {
    this.#batchSize = options.batchSize ?? DEFAULT_BATCH_SIZE;
    this.#store = new ColumnStore(this.#batchSize);
    this.#matches = new MatchCollector(rules.length);
    this.#timestamp = this.#store.column({ path: '@timestamp', folded: false });
    const split = options.index === false ? keepCondition : splitCondition;
    const aroundCompile: AroundCompile = options.aroundCompile ?? ((_, compile) => compile());
    const prepared = rules.map((rule) => ({
      ...rule,
      ...filterOf(rule),
      ...split(filterOf(rule).condition),
    }));
    this.#runners = prepared.map((rule, index) =>
      aroundCompile(index, () => new RuleRunner(index, rule, this.#store)),
    );
    this.#index = new CandidateIndex(prepared, this.#store, this.#batchSize);
  }

  /**
   * Runs all rules over a batch.
   *
   * @param onAlert receives the alerts in event order, then rule order
   * @param probe is told what happens; without one nothing is measured
   * @throws RangeError when the batch is larger than the engine's batch size
   */
  run(batch: EventBatch, onAlert: AlertSink, probe?: Probe): void {
    const { records } = batch;
    if (records.length > this.#batchSize)
      throw new RangeError(`a batch of ${records.length} events is too large`);
    this.#store.beginBatch(batch.vocabulary);
    this.#index.find(batch, probe);
    for (const [rule, runner] of this.#runners.entries()) {
      const rows = this.#index.rows(rule);
      const candidates = this.#index.count(rule);
      const matched = candidates === 0 ? 0 : runner.run(records, rows, candidates, probe);
      if (matched > 0) this.#matches.add(rule, rows, matched);
      probe?.ruleSawBatch(rule, this.#index.offered(rule), candidates, matched);
    }
    probe?.enterPhase('collect');
    const one = new Int32Array(1);
    this.#matches.drain((row, rule) => {
      one[0] = row;
      this.#timestamp.extract(records, one, 1);
      const timeNs = timestampNs(this.#timestamp.values[row]);
      probe?.alertRaised(rule, timeNs);
      onAlert({ rule, timeNs, events: [batch.eventNumbers[row]!] });
    });
  }
}

function filterOf(rule: Rule): EventFilter {
  if (rule.query.kind === 'event') return rule.query.filter;
  throw new RangeError(`rule ${rule.id} is a ${rule.query.kind}, which the engine does not execute yet`);
}
