import type { AlertSink } from './alert.ts';
import { AlertOutlet } from './alert-outlet.ts';
import { DEFAULT_BATCH_SIZE } from './batch/batch-size.ts';
import { CandidateIndex } from './batch/candidate-index.ts';
import { type Column, ColumnStore } from './batch/column-store.ts';
import type { EventBatch } from './batch/event-batch.ts';
import { KindDemand } from './batch/kind-demand.ts';
import { MatchCollector } from './batch/match-collector.ts';
import { SortDescriber } from './batch/sort-description.ts';
import type { BatchFindings, EventMatch } from './batch-findings.ts';
import type { FieldDemand } from './events/field-demand.ts';
import type { EventRecord } from './events/field-value.ts';
import { timestampNs } from './events/timestamp.ts';
import type { LineWatch } from './predicate/line-watch.ts';
import type { LoadedPredicates } from './predicate/loaded-predicates.ts';
import type { MemoryWatch } from './predicate/memory-watch.ts';
import type { FaultSink } from './predicate/predicate-fault.ts';
import { PredicateRules } from './predicate/predicate-rules.ts';
import { type AroundCompile, type EventRule, PreparedRules } from './prepared-rules.ts';
import type { Probe } from './probe.ts';
import type { Rule } from './rule.ts';
import type { RuleScript } from './rule-script.ts';
import { EventClock } from './sequence/event-clock.ts';
import { EventTimeReader, noEventTimes } from './sequence/event-times.ts';
import { SettlingRules } from './sequence/settling-rules.ts';
import { DEFAULT_STATE_LIMITS, type StateLimits } from './sequence/state-limits.ts';
import type { StatefulAlert } from './sequence/stateful-rule.ts';
import { StatefulRules } from './sequence/stateful-rules.ts';

export interface EngineOptions {
  /** The most events a batch may have. */
  readonly batchSize?: number;
  /** False runs every rule on every event of its category; answers are the same. */
  readonly index?: boolean;
  /** What sequences may remember, and how long they wait for late events. */
  readonly sequences?: Partial<StateLimits>;
  readonly aroundCompile?: AroundCompile;
  /** The Lua and Wasm rules, loaded; those that are not among them never match. See `loadPredicates`. */
  readonly predicates?: LoadedPredicates;
  /** Told when a Lua or Wasm rule does something wrong; with or without a probe, as faults are results. */
  readonly onFault?: FaultSink;
  /** Watches lines of Lua rules; answers are the same. They must have been loaded with its clock. */
  readonly lines?: LineWatch;
  /** Follows what Lua and Wasm rules hold; answers are the same. */
  readonly memory?: MemoryWatch;
}

/**
 * Runs the rules of a pack over batches of events. Each rule runs over a whole batch before the next one
 * does; its matches are put back into event order before they leave as alerts.
 *
 * Rules are numbered by their place in `rules`.
 */
export class Engine {
  /**
   * By rule, an estimate of what its compiled EQL conditions hold, bytes; what sequences remember comes on top.
   * See `conditionBytes` in `batch/condition-memory.ts`. 0 for Lua and Wasm rules.
   */
  readonly conditionBytes: Float64Array;
  /** The scripts that were made of EQL rules, for whoever reads a profile. */
  readonly scripts: readonly RuleScript[];
  readonly #batchSize: number;
  readonly #store: ColumnStore;
  readonly #index: CandidateIndex;
  readonly #eventRules: readonly EventRule[];
  /** Of the batch at hand, by place among the event rules. */
  readonly #matchedByEventRule: Int32Array;
  /** The places of those that have something to do in the batch at hand. */
  readonly #workingEventRules: Int32Array;
  readonly #statefulRules: StatefulRules;
  readonly #predicateRules: PredicateRules;
  readonly #matches: MatchCollector;
  readonly #timestamp: Column;
  readonly #hasLua: boolean;
  readonly #demand: FieldDemand;
  readonly #timeReader: EventTimeReader;
  readonly #outlet: AlertOutlet;

  constructor(rules: readonly Rule[], options: EngineOptions = {}) {
    this.#batchSize = options.batchSize ?? DEFAULT_BATCH_SIZE;
    this.#store = new ColumnStore(this.#batchSize);
    this.#matches = new MatchCollector(rules.length);
    this.#timestamp = this.#store.column({ path: '@timestamp', folded: false });
    const limits = { ...DEFAULT_STATE_LIMITS, ...options.sequences };
    const prepared = new PreparedRules(rules, this.#store, {
      batchSize: this.#batchSize,
      limits,
      index: options.index ?? true,
      aroundCompile: options.aroundCompile ?? ((_, compile) => compile()),
    });
    this.#eventRules = prepared.eventRules;
    this.#matchedByEventRule = new Int32Array(prepared.eventRules.length);
    this.#workingEventRules = new Int32Array(prepared.eventRules.length);
    this.conditionBytes = prepared.conditionBytes;
    this.scripts = prepared.scripts;
    this.#hasLua = rules.some(({ kind }) => kind === 'lua');
    this.#predicateRules = new PredicateRules(prepared.predicateSlots, this.#store, options);
    this.#timeReader = new EventTimeReader(this.#timestamp, this.#batchSize);
    const { statefulRules, statefulWrappers } = prepared;
    const clock = new EventClock(this.#batchSize, limits.reorderWindowMs);
    const settling = new SettlingRules(statefulRules, statefulWrappers, clock, limits);
    this.#statefulRules = new StatefulRules(statefulRules, settling, this.#timeReader, this.#batchSize);
    const describer = new SortDescriber(prepared.filters, this.#store);
    this.#index = new CandidateIndex(prepared.filters, describer, this.#batchSize);
    this.#demand = new KindDemand(prepared.filters, describer, this.#store);
    this.#outlet = new AlertOutlet(rules);
  }

  /**
   * What the rules may read of events, which need hold nothing else. Undefined where nobody can say, as a Lua rule may
   * put a path together while it runs. To be asked between batches only.
   */
  get demand(): FieldDemand | undefined {
    return this.#hasLua ? undefined : this.#demand;
  }

  /** The paths of the fields that were read so far, by the number a probe is told. To be asked between batches. */
  get fieldPaths(): readonly string[] {
    return this.#store.paths;
  }

  /**
   * Runs all rules over a batch.
   *
   * @param onAlert receives the alerts that are certain now, in event order, then rule order
   * @param probe is told what happens; without one nothing is measured
   * @throws RangeError when the batch is larger than the engine's batch size
   */
  run(batch: EventBatch, onAlert: AlertSink, probe?: Probe): void {
    const { records, eventNumbers } = batch;
    this.#runSingleEventRules(batch, probe);
    const stateful: StatefulAlert[] = [];
    this.#statefulRules.run(batch, this.#index, (alert) => stateful.push(alert), probe);
    probe?.enterPhase('collect');
    const one = new Int32Array(1);
    this.#outlet.give(
      (take) => this.#matches.drain(take),
      stateful,
      (row, rule) => {
        one[0] = row;
        this.#timestamp.extract(records, one, 1);
        const timeNs = timestampNs(this.#timestamp.values[row]);
        const captures = this.#predicateRules.captures(rule, row);
        const events = [eventNumbers[row]!];
        return { rule, timeNs, events, ...(captures !== undefined && { captures }) };
      },
      onAlert,
      probe,
    );
  }

  /**
   * Runs all that needs no event before the batch: conditions on single events, and the steps of sequences and samples.
   * A `SettlingEngine` makes alerts of it, which no call of this engine does then.
   *
   * @throws RangeError when the batch is larger than the engine's batch size
   */
  find(batch: EventBatch, probe?: Probe): BatchFindings {
    const { records, eventNumbers } = batch;
    this.#runSingleEventRules(batch, probe);
    const hits = this.#statefulRules.find(batch, this.#index, probe);
    probe?.enterPhase('collect');
    const times = noEventTimes(records.length);
    const matches: EventMatch[] = [];
    const matchedRows: number[] = [];
    this.#matches.drain((row, rule) => {
      const captures = this.#predicateRules.captures(rule, row);
      matches.push({ row, rule, ...(captures !== undefined && { captures }) });
      matchedRows.push(row);
    });
    if (this.#statefulRules.count > 0) this.#timeReader.readAll(records, times);
    else this.#timeReader.readRows(records, Int32Array.from(matchedRows), matchedRows.length, times);
    return { eventNumbers, times, matches, hits };
  }

  /** What all rules have in common, then those for single events; what matched is among the matches afterwards. */
  #runSingleEventRules(batch: EventBatch, probe: Probe | undefined): void {
    const { records, eventNumbers } = batch;
    if (records.length > this.#batchSize)
      throw new RangeError(`a batch of ${records.length} events is too large`);
    probe?.timer?.beginBatch(eventNumbers);
    probe?.enterPhase('extract');
    this.#store.beginBatch(batch.vocabulary);
    this.#index.find(batch, probe);
    this.#runEventRules(records, probe);
    this.#predicateRules.run(batch, this.#index, this.#matches, probe);
  }

  /** Time is nobody's own but while a rule runs: looking for those that have nothing to do is not the last one's. */
  #runEventRules(records: readonly EventRecord[], probe: Probe | undefined): void {
    const index = this.#index;
    const matched = this.#matchedByEventRule.fill(0);
    const working = this.#workingEventRules;
    let workingCount = 0;
    for (let at = 0; at < this.#eventRules.length; at++) {
      if (index.count(this.#eventRules[at]!.filter) > 0) working[workingCount++] = at;
    }
    for (let next = 0; next < workingCount; next++) {
      const at = working[next]!;
      const { rule, filter, runner } = this.#eventRules[at]!;
      const rows = index.rows(filter);
      matched[at] = runner.run(records, rows, index.count(filter), probe);
      this.#matches.add(rule, rows, matched[at]!);
    }
    if (probe === undefined) return;
    probe.enterPhase('profiler');
    for (let at = 0; at < this.#eventRules.length; at++) {
      const { rule, filter } = this.#eventRules[at]!;
      const offered = index.offered(rule);
      if (offered > 0) probe.ruleSawBatch(rule, offered, index.count(filter), matched[at]!);
    }
  }

  /**
   * The stream has ended: what waited for later events is decided.
   *
   * @param onAlert receives the alerts that were still open, in the order of event time
   * @param isWhole false where it was stopped: whether an event that must be missing would have come is not known
   *   then, so those alerts are not given
   */
  end(onAlert: AlertSink, probe?: Probe, isWhole = true): void {
    const open: StatefulAlert[] = [];
    this.#predicateRules.end(probe);
    this.#statefulRules.end((alert) => open.push(alert), isWhole, probe);
    probe?.enterPhase('collect');
    this.#outlet.end(open, onAlert, probe);
  }

  /** Frees what Lua and Wasm rules hold; the engine must not run any more. */
  close(): void {
    this.#predicateRules.close();
  }
}
