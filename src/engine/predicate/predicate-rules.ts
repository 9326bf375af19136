import type { CandidateIndex } from '../batch/candidate-index.ts';
import type { ColumnStore } from '../batch/column-store.ts';
import type { EventBatch, EventNumber, Row } from '../batch/event-batch.ts';
import type { FilterIndex } from '../batch/filter-runner.ts';
import type { MatchCollector } from '../batch/match-collector.ts';
import { RowOrder } from '../batch/row-order.ts';
import type { Probe } from '../probe.ts';
import type { RuleIndex } from '../rule.ts';
import type { LineWatch } from './line-watch.ts';
import type { LoadedPredicates } from './loaded-predicates.ts';
import type { MemoryWatch } from './memory-watch.ts';
import { NO_STOPS, PiecewiseRun, type Stops } from './piecewise-run.ts';
import type { BatchOutcome, Captures, Predicate } from './predicate.ts';
import type { FaultSink, PredicateFault, RuleFault } from './predicate-fault.ts';
import type { RuleWrapper } from './rule-wrapper.ts';
import { type RuleReads, SharedReads } from './shared-reads.ts';
import { type GuardedTurn, TimeLimitError } from './time-guard.ts';
import { runTimed } from './timed-run.ts';

/** A Lua or Wasm rule's place in the engine. */
export interface PredicateSlot {
  readonly rule: RuleIndex;
  /** What finds the events of its category. */
  readonly filter: FilterIndex;
}

/** A rule that still runs. */
interface RunningRule extends PredicateSlot {
  readonly predicate: Predicate;
  readonly reader: RuleReads;
  readonly wrapper: RuleWrapper;
  readonly timeLimitMs: number;
  /** What it took of the batch at hand so far. */
  usedMs: number;
}

/** From this part of its limit on, what a rule used in earlier parts of a batch is taken off: that needs a guard of its own. */
const LARGE_PART = 0.1;

/** What one rule did with the batch at hand. */
interface RuleTurn extends GuardedTurn {
  readonly running: RunningRule;
  readonly rows: Int32Array;
  /** How many of the rows it must look at. */
  readonly count: number;
  outcome: BatchOutcome;
  /** Where it runs in pieces: some of its evaluations are timed, or its memory is looked at on the way. */
  pieces: PiecewiseRun | undefined;
  endedAt: Row | undefined;
  /** What `run` does, without the time it takes being noted. */
  evaluate(): void;
}

/**
 * Runs all Lua and Wasm rules over batches. A rule that does not come back, or that has had too many faults, is
 * taken out; what it matched before stands, and no other rule notices.
 */
export class PredicateRules {
  readonly #slots: readonly PredicateSlot[];
  readonly #shared: SharedReads;
  readonly #loaded: LoadedPredicates | undefined;
  readonly #predicates = new Map<RuleIndex, Predicate>();
  readonly #order: RowOrder;
  readonly #hasRun = new Set<RuleIndex>();
  /** Of the batch at hand, rules that ran in pieces. */
  readonly #inPieces = new Map<RuleIndex, PiecewiseRun>();
  /** Rules of the batch before that run no more. */
  #takenOut: readonly RuleIndex[] = [];
  #running: readonly RunningRule[];
  readonly #onFault: FaultSink | undefined;
  readonly #lines: LineWatch | undefined;
  readonly #memory: MemoryWatch | undefined;
  /** Of the batch at hand, before which rows memory is looked at. */
  #memoryStops: readonly Row[] = [];
  /** What could not be started, told with the first batch: there is no probe before. */
  #failedToLoad: { readonly rule: RuleIndex; readonly fault: PredicateFault }[] = [];

  constructor(
    slots: readonly PredicateSlot[],
    store: ColumnStore,
    {
      predicates,
      onFault,
      lines,
      memory,
    }: {
      readonly predicates?: LoadedPredicates;
      readonly onFault?: FaultSink;
      readonly lines?: LineWatch;
      readonly memory?: MemoryWatch;
    },
  ) {
    this.#slots = slots;
    this.#shared = new SharedReads(store);
    this.#loaded = predicates;
    this.#onFault = onFault;
    this.#lines = lines;
    this.#memory = memory;
    this.#order = new RowOrder(store.capacity);
    this.#running = slots.flatMap((slot) => this.#start(slot));
  }

  /** Runs all rules over a batch; what matched goes to `matches`. */
  run(batch: EventBatch, index: CandidateIndex, matches: MatchCollector, probe: Probe | undefined): void {
    if (this.#slots.length === 0) return;
    probe?.enterPhase('index');
    this.#free();
    this.#inPieces.clear();
    this.#shared.beginBatch(batch.records);
    this.#tellWhatFailedToLoad(probe);
    this.#memoryStops = this.#memory?.beginBatch(batch.records.length) ?? [];
    const turns = this.#running.map((running) => {
      if (batch.continues !== true) running.usedMs = 0;
      return this.#turn(running, index, probe);
    });
    const working = turns.filter(({ count }) => count > 0);
    this.#shared.extract(working.map(readingOf), batch.records, probe);
    probe?.enterPhase('index');
    if (working.length > 0) this.#loaded!.guard.runInTurn(this.#withWatchedLines(working, probe));
    probe?.enterPhase('collect');
    const takenOut = new Set<RuleIndex>();
    for (const turn of turns) {
      const { rule } = turn.running;
      if (turn.pieces !== undefined) this.#inPieces.set(rule, turn.pieces);
      if (turn.outcome.matched > 0) matches.add(rule, turn.rows, turn.outcome.matched);
      if (this.#tellFaults(turn, batch.eventNumbers, probe)) takenOut.add(rule);
      turn.running.reader.ranOn(turn.outcome.evaluated);
    }
    if (probe !== undefined) this.#tellWhatTheySaw(turns, index, probe);
    this.#running = this.#running.filter(({ rule }) => !takenOut.has(rule));
    // What it captured of this batch is still to be asked for.
    this.#takenOut = [...takenOut];
  }

  /** What a rule captured of a row of the batch at hand. */
  captures(rule: RuleIndex, row: Row): Captures | undefined {
    return (this.#inPieces.get(rule) ?? this.#predicates.get(rule))?.captures(row);
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
    const { predicate, limits, wrapper } = loaded;
    const reader = this.#shared.addRule();
    predicate.bind(reader.fields);
    this.#predicates.set(slot.rule, predicate);
    return [{ ...slot, predicate, reader, wrapper, timeLimitMs: limits.timeLimitMs, usedMs: 0 }];
  }

  #turn(running: RunningRule, index: CandidateIndex, probe: Probe | undefined): RuleTurn {
    const { rule, filter, predicate, wrapper } = running;
    const guard = this.#loaded!.guard;
    const stops = this.#stopsOf(running);
    const rows = index.rows(filter);
    const count = index.count(filter);
    this.#order.sort(rows, count);
    const isFirst = count > 0 && !this.#hasRun.has(rule);
    if (isFirst) this.#hasRun.add(rule);
    return {
      running,
      rows,
      count,
      timeLimitMs: timeLeftMs(running),
      outcome: { evaluated: 0, matched: 0 },
      pieces: undefined,
      endedAt: undefined,
      run() {
        const startMs = guard.nowMs();
        this.evaluate();
        running.usedMs += guard.nowMs() - startMs;
      },
      evaluate() {
        const timer = probe?.timer;
        const chosen = timer?.choose(rule, count, isFirst) ?? 0;
        probe?.enterRule(rule);
        if (chosen === 0 && stops.rows.length === 0) {
          this.outcome = wrapper(() => predicate.run(rows, count));
          // Arming the guard for the next one is not this one's.
          probe?.enterPhase('index');
          return;
        }
        const pieces = new PiecewiseRun(predicate, rows, stops);
        this.pieces = pieces;
        wrapper(() => {
          if (chosen === 0) pieces.run(rows.subarray(0, count));
          else runTimed({ rule, predicate, run: pieces, rows, count, timer: timer!, chosen });
        });
        this.outcome = pieces.finish();
        if (chosen > 0) {
          probe!.enterPhase('profiler');
          probe!.ruleWasTimed(rule, timer!.finish());
        }
        probe?.enterPhase('index');
      },
      ended() {
        probe?.enterPhase('index');
        const { row, ...outcome } = (this.pieces ?? predicate).interrupted();
        this.outcome = outcome;
        this.endedAt = row;
      },
    };
  }

  /** Where a rule stops in the batch at hand for its memory to be looked at. */
  #stopsOf({ rule, predicate }: RunningRule): Stops {
    const rows = this.#memoryStops;
    if (rows.length === 0) return NO_STOPS;
    const memory = this.#memory!;
    return { rows, stopAt: (place) => memory.holds(rule, place, predicate.usage().memoryBytes) };
  }

  /** Puts a turn of its own, with a time limit of its own, before that of each rule whose lines are to be watched. */
  #withWatchedLines(turns: readonly RuleTurn[], probe: Probe | undefined): readonly GuardedTurn[] {
    const lines = this.#lines;
    if (lines === undefined) return turns;
    return turns.flatMap((turn): GuardedTurn[] => {
      const { running, rows, count, timeLimitMs } = turn;
      const { rule, predicate } = running;
      if (predicate.watchLines === undefined) return [turn];
      let startNs = lines.clock();
      const run = () => {
        // Not before its turn: until then it is not known what those before it took.
        const watched = Math.min(count, lines.eventsToWatch(rule, count));
        if (watched === 0) return;
        startNs = lines.clock();
        probe?.enterPhase('profiler');
        predicate.watchLines?.(rows, watched, (seen) => lines.watched(rule, seen));
      };
      const ended = () => lines.gaveUp(rule, lines.clock() - startNs);
      return [{ timeLimitMs, run, ended }, turn];
    });
  }

  /** True where the rule must be taken out. */
  #tellFaults(turn: RuleTurn, eventNumbers: readonly EventNumber[], probe: Probe | undefined): boolean {
    const { rule, predicate, timeLimitMs } = turn.running;
    const { endedAt } = turn;
    const faults = predicate.takeFaults();
    for (const [at, { kind, reason, row }] of faults.entries()) {
      const quarantined = predicate.isSpent && at === faults.length - 1;
      this.#tell(rule, { kind, reason, eventNumber: eventNumbers[row]!, quarantined }, probe);
    }
    if (endedAt === undefined) return predicate.isSpent;
    const eventNumber = eventNumbers[endedAt]!;
    // Not of what was left of it.
    const reason = new TimeLimitError(timeLimitMs).message;
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
    probe.enterPhase('profiler');
    for (const { running } of turns) probe.ruleUses(running.rule, running.predicate.usage());
    const outcomes = new Map(turns.map(({ running, outcome }) => [running.rule, outcome]));
    for (const { rule } of this.#slots) {
      const { evaluated, matched } = outcomes.get(rule) ?? { evaluated: 0, matched: 0 };
      probe.ruleSawBatch(rule, index.offered(rule), evaluated, matched);
    }
  }
}

/**
 * What the guard is told for the next part of a batch. It gives a rule up to twice that, so with half of what was used
 * taken off, a batch in parts has what a whole one has: at least the limit, and not more than twice the limit.
 */
function timeLeftMs({ timeLimitMs, usedMs }: RunningRule): number {
  return usedMs < LARGE_PART * timeLimitMs ? timeLimitMs : Math.max(1, timeLimitMs - usedMs / 2);
}

function readingOf({ running, rows, count }: RuleTurn) {
  return { reader: running.reader, rows, count };
}
