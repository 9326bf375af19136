import type { Probe } from '../engine/probe.ts';
import type { Clock } from '../profiler/clock.ts';
import { SilentProbe } from './silent-probe.ts';

/**
 * Of an engine with one rule: the time that goes into evaluating it, split as a replay bills it, and what it answered. The
 * rest of a run (finding out what sort of events these are, collecting alerts) is not in it.
 */
export class EvaluationProbe extends SilentProbe {
  /** Time in the rule itself. */
  ruleNs = 0;
  /** Time for taking fields out of events, before the rule looks at them. */
  fieldsNs = 0;
  /** Events its predicate ran on; of a sequence, all its filters together. */
  evaluated = 0;
  matched = 0;
  readonly #clock: Clock;
  #owner: 'rule' | 'fields' | 'others' = 'others';
  #sinceNs = 0;

  constructor(clock: Clock) {
    super();
    this.#clock = clock;
  }

  /** Counts from nothing again. */
  reset(): void {
    this.ruleNs = 0;
    this.fieldsNs = 0;
    this.evaluated = 0;
    this.matched = 0;
  }

  override enterPhase(): void {
    this.#enter('others');
  }

  override enterField(): void {
    this.#enter('fields');
  }

  override enterRule(): void {
    this.#enter('rule');
  }

  override ruleSawBatch(...[, , evaluated, matched]: Parameters<Probe['ruleSawBatch']>): void {
    this.evaluated += evaluated;
    this.matched += matched;
  }

  #enter(owner: 'rule' | 'fields' | 'others'): void {
    // Most changes are from one phase to another.
    if (owner === 'others' && this.#owner === 'others') return;
    const nowNs = this.#clock();
    if (this.#owner === 'rule') this.ruleNs += nowNs - this.#sinceNs;
    if (this.#owner === 'fields') this.fieldsNs += nowNs - this.#sinceNs;
    this.#owner = owner;
    this.#sinceNs = nowNs;
  }
}
