import type { CandidateIndex } from '../batch/candidate-index.ts';
import type { ColumnStore } from '../batch/column-store.ts';
import type { EventBatch, EventNumber, Row } from '../batch/event-batch.ts';
import type { FilterIndex } from '../batch/filter-runner.ts';
import type { MatchCollector } from '../batch/match-collector.ts';
import { RowOrder } from '../batch/row-order.ts';
import type { Probe } from '../probe.ts';
import type { RuleIndex } from '../rule.ts';
import { BatchFields } from './batch-fields.ts';
import type { LoadedPredicates } from './loaded-predicates.ts';
import type { BatchOutcome, Captures, Predicate } from './predicate.ts';
import type { FaultSink, PredicateFault, RuleFault } from './predicate-fault.ts';
import type { GuardedTurn, TimeLimitError } from './time-guard.ts';

/** A Lua or Wasm rule's place in the engine. */
export interface PredicateSlot {
  readonly rule: RuleIndex;
  /** What finds the events of its category. */
  readonly filter: FilterIndex;
}

/** A rule that still runs. */
interface RunningRule extends PredicateSlot {
  readonly predicate: Predicate;
  readonly timeLimitMs: number;
}

/** What one rule did with the batch at hand. */
interface RuleTurn extends GuardedTurn {
  readonly running: RunningRule;
  readonly rows: Int32Array;
  /** How many of the rows it must look at. */
  readonly count: number;
  outcome: BatchOutcome;
  endedAt: { readonly row: Row; readonly error: TimeLimitError } | undefined;
}

/**
 * Runs all Lua and Wasm rules over batches. A rule that does not come back, or that has had too many faults, is
 * taken out; what it matched before stands, and no other rule notices.
 */
export class PredicateRules {
  readonly #slots: readonly PredicateSlot[];
  readonly #fields: BatchFields;
  readonly #loaded: LoadedPredicates | undefined;
  readonly #predicates = new Map<RuleIndex, Predicate>();
  readonly #order: RowOrder;
  /** Rules of the batch before that run no more. */
  #takenOut: readonly RuleIndex[] = [];
  #running: readonly RunningRule[];
  readonly #onFault: FaultSink | undefined;
  /** What could not be started, told with the first batch: there is no probe before. */
  #failedToLoad: { readonly rule: RuleIndex; readonly fault: PredicateFault }[] = [];

  constructor(
    slots: readonly PredicateSlot[],
    store: ColumnStore,
    { predicates, onFault }: { readonly predicates?: LoadedPredicates; readonly onFault?: FaultSink },
  ) {
    this.#slots = slots;
    this.#fields = new BatchFields(store);
    this.#loaded = predicates;
    this.#onFault = onFault;
    this.#order = new RowOrder(store.capacity);
    this.#running = slots.flatMap((slot) => this.#start(slot));
  }

  /** Runs all rules over a batch; what matched goes to `matches`. */
  run(batch: EventBatch, index: CandidateIndex, matches: MatchCollector, probe: Probe | undefined): void {
    if (this.#slots.length === 0) return;
    probe?.enterPhase('index');
    this.#free();
    this.#fields.beginBatch(batch.records);
    this.#tellWhatFailedToLoad(probe);
    const turns = this.#running.map((running) => this.#turn(running, index, probe));
    const working = turns.filter(({ count }) => count > 0);
    if (working.length > 0) this.#loaded!.guard.runInTurn(working);
    probe?.enterPhase('collect');
    const takenOut = new Set<RuleIndex>();
    for (const turn of turns) {
      const { rule } = turn.running;
      if (turn.outcome.matched > 0) matches.add(rule, turn.rows, turn.outcome.matched);
      if (this.#tellFaults(turn, batch.eventNumbers, probe)) takenOut.add(rule);
      probe?.ruleUses(rule, turn.running.predicate.usage());
    }
    if (probe !== undefined) this.#tellWhatTheySaw(turns, index, probe);
    this.#running = this.#running.filter(({ rule }) => !takenOut.has(rule));
    // What it captured of this batch is still to be asked for.
    this.#takenOut = [...takenOut];
  }

  /** What a rule captured of a row of the batch at hand. */
  captures(rule: RuleIndex, row: Row): Captures | undefined {
    return this.#predicates.get(rule)?.captures(row);
  }

  /** The stream has ended; if it held no event, what could not be started has not been told yet. */
  end(probe: Probe | undefined): void {
    this.#tellWhatFailedToLoad(probe);
  }

  /** Frees the states of rules that were taken out. */
  #free(): void {
    for (const rule of this.#takenOut) {
      this.#predicates.get(rule)?.close();
      this.#predicates.delete(rule);
    }
    this.#takenOut = [];
  }

  /** Frees the states of all rules. */
  close(): void {
    for (const predicate of this.#predicates.values()) predicate.close();
    this.#predicates.clear();
    this.#running = [];
  }

  #start(slot: PredicateSlot): RunningRule[] {
    const loaded = this.#loaded?.byRule.get(slot.rule);
    if (loaded === undefined) return [];
    if ('fault' in loaded) {
      this.#failedToLoad.push({ rule: slot.rule, fault: loaded.fault });
      return [];
    }
    const { predicate, limits } = loaded;
    predicate.bind(this.#fields);
    this.#predicates.set(slot.rule, predicate);
    return [{ ...slot, predicate, timeLimitMs: limits.timeLimitMs }];
  }

  #turn(running: RunningRule, index: CandidateIndex, probe: Probe | undefined): RuleTurn {
    const { rule, filter, predicate, timeLimitMs } = running;
    const rows = index.rows(filter);
    const count = index.count(filter);
    this.#order.sort(rows, count);
    return {
      running,
      rows,
      count,
      timeLimitMs,
      outcome: { evaluated: 0, matched: 0 },
      endedAt: undefined,
      run() {
        probe?.enterRule(rule);
        this.outcome = predicate.run(rows, count);
      },
      ended(error) {
        const { row, ...outcome } = predicate.interrupted();
        this.outcome = outcome;
        this.endedAt = { row, error };
      },
    };
  }

  /** True where the rule must be taken out. */
  #tellFaults(turn: RuleTurn, eventNumbers: readonly EventNumber[], probe: Probe | undefined): boolean {
    const { rule, predicate } = turn.running;
    const { endedAt } = turn;
    const faults = predicate.takeFaults();
    for (const [at, { kind, reason, row }] of faults.entries()) {
      const quarantined = predicate.isSpent && at === faults.length - 1;
      this.#tell(rule, { kind, reason, eventNumber: eventNumbers[row]!, quarantined }, probe);
    }
    if (endedAt === undefined) return predicate.isSpent;
    const eventNumber = eventNumbers[endedAt.row]!;
    const reason = endedAt.error.message;
    this.#tell(rule, { kind: 'time', reason, eventNumber, quarantined: true }, probe);
    return true;
  }

  #tellWhatFailedToLoad(probe: Probe | undefined): void {
    for (const { rule, fault } of this.#failedToLoad) {
      this.#tell(rule, { ...fault, eventNumber: null, quarantined: true }, probe);
    }
    this.#failedToLoad = [];
  }

  #tell(rule: RuleIndex, fault: RuleFault, probe: Probe | undefined): void {
    this.#onFault?.(rule, fault);
    probe?.ruleFaulted(rule, fault);
  }

  /** Rules that no longer run are still offered events: what they missed shows. */
  #tellWhatTheySaw(turns: readonly RuleTurn[], index: CandidateIndex, probe: Probe): void {
    const outcomes = new Map(turns.map(({ running, outcome }) => [running.rule, outcome]));
    for (const { rule } of this.#slots) {
      const { evaluated, matched } = outcomes.get(rule) ?? { evaluated: 0, matched: 0 };
      probe.ruleSawBatch(rule, index.offered(rule), evaluated, matched);
    }
  }
}
