import type { PredicateUsage } from '../engine/predicate/predicate.ts';
import type { RuleFault } from '../engine/predicate/predicate-fault.ts';
import { PHASES, type Phase, type Probe } from '../engine/probe.ts';
import type { RuleIndex } from '../engine/rule.ts';
import type { RuleState } from '../engine/sequence/rule-state.ts';
import { type Clock, createMonotonicClock, createWallClock } from './clock.ts';
import type { MetricsTable } from './metrics-table.ts';

/** The two clocks of a probe; both count nanoseconds. */
export interface ProbeClocks {
  /** Read at every change of owner, so the cheapest there is. */
  readonly clock: Clock;
  /** Read at start and stop only: what the accounts are checked against, so another source. */
  readonly wallClock: Clock;
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
  readonly #clock: Clock;
  readonly #wallClock: Clock;
  readonly #spansNs: Float64Array;
  readonly #phaseOwners: ReadonlyMap<Phase, number>;
  /** Index into the spans: a rule, or a phase behind the rules. */
  #owner = 0;
  #lastNs = 0;
  #wallStartNs = 0;
  #wallTimeNs = 0;
  #running = false;

  constructor(
    table: MetricsTable,
    clocks: ProbeClocks = { clock: createMonotonicClock(), wallClock: createWallClock() },
  ) {
    this.table = table;
    this.#clock = clocks.clock;
    this.#wallClock = clocks.wallClock;
    this.#spansNs = table.spansNs;
    // A Map costs 4 ns more than a switch over the names; phases change a handful of times a batch.
    this.#phaseOwners = new Map(PHASES.map((phase, index) => [phase, table.ruleCount + index]));
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
    this.#spansNs[this.#owner]! += nowNs - this.#lastNs;
    this.#lastNs = nowNs;
    this.#owner = nextOwner;
  }
}
