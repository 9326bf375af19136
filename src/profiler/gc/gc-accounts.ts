import type { AccountingProbe } from '../accounting-probe.ts';
import type { GcFindings } from './gc-findings.ts';
import type { GcPause } from './gc-pause.ts';

/** What this needs of the accounts. */
export type GcBilling = Pick<AccountingProbe, 'billToGc' | 'rememberedFromNs' | 'gcNs' | 'table'>;

/**
 * Bills pauses to the phase `gc`, and takes them from the rules and phases they interrupted. No time is moved twice,
 * even if pauses overlap or lie within each other.
 */
export class GcAccounts {
  readonly #accounts: GcBilling;
  /** Everything before was seen to, or is not in the run. */
  #settledNs: number;
  #pauses = 0;
  #totalNs = 0;
  #longestNs = 0;
  #unplacedNs = 0;

  /** @param accounts started already: pauses before that moment are nobody's */
  constructor(accounts: GcBilling) {
    this.#accounts = accounts;
    this.#settledNs = accounts.rememberedFromNs;
  }

  /** @param pauses by the clock of the accounts, in any order; none earlier than those given before */
  add(pauses: readonly GcPause[]): void {
    for (const pause of pauses.toSorted((left, right) => left.startNs - right.startNs)) this.#bill(pause);
  }

  #bill({ startNs, endNs }: GcPause): void {
    const fromNs = Math.max(startNs, this.#settledNs);
    if (endNs <= fromNs) return;
    const movedNs = this.#accounts.billToGc(fromNs, endNs);
    const forgottenNs = Math.max(0, Math.min(endNs, this.#accounts.rememberedFromNs) - fromNs);
    this.#settledNs = endNs;
    if (movedNs + forgottenNs === 0) return;
    this.#pauses++;
    this.#totalNs += movedNs;
    this.#unplacedNs += forgottenNs;
    this.#longestNs = Math.max(this.#longestNs, endNs - startNs);
  }

  findings(): GcFindings {
    return {
      pauses: this.#pauses,
      totalNs: this.#totalNs,
      longestNs: this.#longestNs,
      unplacedNs: this.#unplacedNs,
      ruleNs: this.#accounts.gcNs.slice(0, this.#accounts.table.ruleCount),
    };
  }
}
