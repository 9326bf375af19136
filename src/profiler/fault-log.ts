import type { FaultKind, RuleFault } from '../engine/predicate/predicate-fault.ts';
import type { RuleIndex } from '../engine/rule.ts';

/** What one Lua or Wasm rule did wrong in a run. */
export interface RuleFaults {
  readonly first: RuleFault;
  /** What it was taken out of the run for; undefined where it went on. */
  readonly quarantine: RuleFault | undefined;
  /** How many there were of each kind that occurred. */
  readonly countOfKind: ReadonlyMap<FaultKind, number>;
}

/** What each rule that did something wrong did; the others are not in it. */
export type FaultEntries = readonly (readonly [rule: RuleIndex, faults: RuleFaults])[];

interface Entry extends RuleFaults {
  quarantine: RuleFault | undefined;
  readonly countOfKind: Map<FaultKind, number>;
}

/**
 * The faults of a run by rule. It keeps two of a rule whole, the first and the one that ended it, and counts the
 * others, so that a rule that fails on every event takes no more room than one that failed twice.
 */
export class FaultLog {
  readonly #entries = new Map<RuleIndex, Entry>();

  add(rule: RuleIndex, fault: RuleFault): void {
    let entry = this.#entries.get(rule);
    if (entry === undefined) {
      entry = { first: fault, quarantine: undefined, countOfKind: new Map() };
      this.#entries.set(rule, entry);
    }
    entry.countOfKind.set(fault.kind, (entry.countOfKind.get(fault.kind) ?? 0) + 1);
    if (fault.quarantined) entry.quarantine = fault;
  }

  /** The log of another thread, as its `entries` gave it. */
  static from(entries: FaultEntries): FaultLog {
    const log = new FaultLog();
    for (const [rule, { first, quarantine, countOfKind }] of entries) {
      log.#entries.set(rule, { first, quarantine, countOfKind: new Map(countOfKind) });
    }
    return log;
  }

  /** All of it as plain data, to be sent to another thread. */
  get entries(): FaultEntries {
    return [...this.#entries];
  }

  /** What a rule did wrong; undefined where nothing. */
  of(rule: RuleIndex): RuleFaults | undefined {
    return this.#entries.get(rule);
  }
}
