import type { FieldIndex } from '../engine/batch/column-store.ts';
import type { EvaluationTimer } from '../engine/evaluation-timer.ts';
import type { PredicateUsage } from '../engine/predicate/predicate.ts';
import type { RuleFault } from '../engine/predicate/predicate-fault.ts';
import { PHASES, type Phase, type Probe } from '../engine/probe.ts';
import type { RuleIndex } from '../engine/rule.ts';
import type { RuleState } from '../engine/sequence/rule-state.ts';
import { type Clock, createMonotonicClock, createWallClock } from './clock.ts';
import { FieldsTable } from './fields-table.ts';
import type { MetricsTable } from './metrics-table.ts';
import { SpanRing, spanCapacity } from './span-ring.ts';

/** The two clocks of a probe; both count nanoseconds. */
export interface ProbeClocks {
  /** Read at every change of owner, so the cheapest there is. */
  readonly clock: Clock;
  /** Read at start and stop only: what the accounts are checked against, so another source. */
  readonly wallClock: Clock;
}

/** The clocks of this machine. */
export function createProbeClocks(): ProbeClocks {
  return { clock: createMonotonicClock(), wallClock: createWallClock() };
}

/**
 * Exact accounting. Each change of owner reads the clock once and bills the time since the last read to the
 * owner before, so spans leave no gaps and nothing is billed twice.
 *
 * `enterRule` and `ruleSawBatch` run for every rule and batch, so they only read the clock and add to typed
 * arrays. One `enterRule` costs about 40 ns, nearly all of it the clock's read (docs/metrics.md).
 */
export class AccountingProbe implements Probe {
  readonly table: MetricsTable;
  /** Part of the phase `extract`, by field. */
  readonly fields: FieldsTable;
  readonly timer: EvaluationTimer | undefined;
  /** By rule, then by phase as in the table's spans: what was taken from it by {@link billToGc}, nanoseconds. */
  readonly gcNs: Float64Array;
  readonly #clock: Clock;
  readonly #wallClock: Clock;
  readonly #spansNs: Float64Array;
  readonly #extractNs: Float64Array;
  readonly #phaseOwners: ReadonlyMap<Phase, number>;
  readonly #extractOwner: number;
  readonly #gcOwner: number;
  readonly #profilerOwner: number;
  readonly #firstField: number;
  readonly #lastSpans: SpanRing;
  /** Index into the spans: a rule, or a phase behind the rules; behind those, a field. */
  #owner = 0;
  #lastNs = 0;
  #wallStartNs = 0;
  #wallTimeNs = 0;
  #running = false;

  constructor(
    table: MetricsTable,
    clocks: ProbeClocks = createProbeClocks(),
    fields: FieldsTable = FieldsTable.create(0),
    timer?: EvaluationTimer,
  ) {
    this.table = table;
    this.fields = fields;
    this.timer = timer;
    this.#lastSpans = new SpanRing(spanCapacity(table.ruleCount));
    this.#clock = clocks.clock;
    this.#wallClock = clocks.wallClock;
    this.#spansNs = table.spansNs;
    this.#extractNs = fields.extractNs;
    // A Map costs 4 ns more than a switch over the names; phases change a handful of times a batch.
    this.#phaseOwners = new Map(PHASES.map((phase, index) => [phase, table.ruleCount + index]));
    this.#extractOwner = this.#phaseOwners.get('extract')!;
    this.#gcOwner = this.#phaseOwners.get('gc')!;
    this.#profilerOwner = this.#phaseOwners.get('profiler')!;
    this.#firstField = this.#spansNs.length;
    this.gcNs = new Float64Array(this.#spansNs.length);
  }

  /**
   * Time counts from here; the first owner is the phase `read`. A probe may be started again after a stop.
   * @throws Error when it is running.
   */
  start(): void {
    if (this.#running) throw new Error('the accounting probe is running already');
    this.#running = true;
    this.#owner = this.#phaseOwners.get('read')!;
    this.#wallStartNs = this.#wallClock();
    this.#lastNs = this.#clock();
    this.#lastSpans.begin(this.#lastNs);
  }

  /**
   * Bills the last span and ends the count.
   * @returns the wall time between start and stop, by the other clock, over all starts: nanoseconds.
   * @throws Error when it is not running.
   */
  stop(): number {
    if (!this.#running) throw new Error('the accounting probe is not running');
    this.#bill(this.#owner);
    this.#wallTimeNs += this.#wallClock() - this.#wallStartNs;
    this.#running = false;
    return this.#wallTimeNs;
  }

  enterPhase(phase: Phase): void {
    this.#bill(this.#phaseOwners.get(phase)!);
  }

  enterRule(rule: RuleIndex): void {
    this.#bill(rule);
  }

  enterField(field: FieldIndex): void {
    this.#bill(field < this.fields.fieldCount ? this.#firstField + field : this.#extractOwner);
  }

  fieldRead(field: FieldIndex, cells: number): void {
    if (field < this.fields.fieldCount) this.fields.cells[field]! += cells;
  }

  /** To be called when the profiler has been entered, so that what is moved has been billed. */
  ruleWasTimed(rule: RuleIndex, timingNs: number): void {
    // An estimate, which may be more than the rule was ever billed.
    const movedNs = Math.min(timingNs, this.#spansNs[rule]!);
    this.#spansNs[rule]! -= movedNs;
    this.#spansNs[this.#profilerOwner]! += movedNs;
  }

  /**
   * Moves the time between two moments of the probe's clock from whoever it was billed to to the phase `gc`; the sum
   * of all accounts stays as it is. The same time must not be given twice.
   *
   * @returns how much of it was moved: what is before {@link rememberedFromNs} or after the stop is not
   */
  billToGc(fromNs: number, toNs: number): number {
    if (this.#running) this.#bill(this.#owner);
    let movedNs = 0;
    this.#lastSpans.find(fromNs, toNs, (owner, lengthNs) => {
      movedNs += this.#moveToGc(owner, lengthNs);
    });
    return movedNs;
  }

  /** Whose the time was is known from this moment on, by the probe's clock: at first from the start. */
  get rememberedFromNs(): number {
    return this.#lastSpans.rememberedFromNs;
  }

  ruleSawBatch(rule: RuleIndex, offered: number, evaluated: number, matched: number): void {
    this.table.offered[rule]! += offered;
    this.table.evaluations[rule]! += evaluated;
    this.table.matches[rule]! += matched;
  }

  stepSawBatch(rule: RuleIndex, step: number, evaluated: number, matched: number): void {
    const index = this.table.stepIndex(rule, step);
    this.table.stepEvaluations[index]! += evaluated;
    this.table.stepMatches[index]! += matched;
  }

  ruleHoldsState(rule: RuleIndex, state: RuleState): void {
    this.table.setState(rule, state);
  }

  ruleUses(rule: RuleIndex, usage: PredicateUsage): void {
    this.table.setUsage(rule, usage);
  }

  ruleFaulted(rule: RuleIndex, { quarantined }: RuleFault): void {
    this.table.countFault(rule, quarantined);
  }

  alertRaised(rule: RuleIndex, timeNs: bigint | undefined): void {
    this.table.countAlert(rule, timeNs);
  }

  #bill(nextOwner: number): void {
    const nowNs = this.#clock();
    const owner = this.#owner;
    const lengthNs = nowNs - this.#lastNs;
    // A rule's time limit may strike at any call, so there is none until the time is billed and cannot be again.
    if (owner < this.#firstField) {
      this.#spansNs[owner]! += lengthNs;
    } else {
      this.#spansNs[this.#extractOwner]! += lengthNs;
      this.#extractNs[owner - this.#firstField]! += lengthNs;
    }
    this.#lastNs = nowNs;
    this.#owner = nextOwner;
    this.#lastSpans.add(owner, nowNs);
  }

  /** Part of a span may have been moved already, as the cost of timing it: an account never falls below nothing. */
  #moveToGc(owner: number, lengthNs: number): number {
    const account = owner < this.#firstField ? owner : this.#extractOwner;
    const movedNs = Math.min(lengthNs, this.#spansNs[account]!);
    if (account !== owner) this.#extractNs[owner - this.#firstField]! -= movedNs;
    this.#spansNs[account]! -= movedNs;
    this.#spansNs[this.#gcOwner]! += movedNs;
    this.gcNs[account]! += movedNs;
    return movedNs;
  }
}
