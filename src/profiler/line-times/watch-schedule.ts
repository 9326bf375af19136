/** What watching lines may take of the time since the run began. */
export const WATCH_SHARE = 0.002;
/** What it may take on top of that, so that short runs have lines too; nanoseconds. */
export const FIRST_ALLOWANCE_NS = 500_000;
/** The first watches of all rules together may take so much more than their parts of that; nanoseconds. */
export const FIRST_WATCHES_NS = 20_000_000;
/** A watch counts as no more towards that: one slow rule must not take the lines of all others. Nanoseconds. */
const MOST_COUNTED_NS = 1_000_000;
/** Of a rule whose lines were never watched nobody knows what it takes. */
const FIRST_EVENTS = 16;
/** Until it was watched for so many, five times, a rule may go beyond its part of the allowance: less has no interval. */
const LEAST_EVENTS = 80;
/** But not by more than this, of which the first watch takes half and more: it makes a second state. Nanoseconds. */
const MOST_BEYOND_NS = 3_000_000;
const MOST_EVENTS = 32;

/** What is known of one rule. */
interface RuleAccount {
  turns: number;
  /** Watched so far. */
  events: number;
  spentNs: number;
  /** Of the last watch; undefined before the first. */
  perEventNs: number | undefined;
  /** How many events there must be time for before it is watched again. */
  wantedEvents: number;
}

/**
 * Says when a rule is watched, and for how many events, so that all watching stays within {@link WATCH_SHARE}. Rules
 * have equal parts of that. How long a rule waits is left to chance, so that nothing in a stream that comes back with
 * the batches is always or never seen. The first batch is left out: code is slow when it runs for the first time.
 */
export class WatchSchedule {
  readonly #accounts: readonly RuleAccount[];
  readonly #random: () => number;
  #startNs: number | undefined;
  /** By all rules, as it counts against them. */
  #countedNs = 0;

  /** @param random gives numbers from 0 to below 1 */
  constructor(ruleCount: number, random: () => number) {
    this.#random = random;
    this.#accounts = Array.from({ length: ruleCount }, () => ({
      turns: 0,
      events: 0,
      spentNs: 0,
      perEventNs: undefined,
      wantedEvents: FIRST_EVENTS,
    }));
  }

  /**
   * How many of the events that a rule is given next it shall be watched for; 0 for none.
   *
   * @param at the rule's number among those that can be watched
   */
  eventsToWatch(at: number, offered: number, nowNs: number): number {
    const account = this.#accounts[at]!;
    this.#startNs ??= nowNs;
    if (offered === 0 || account.turns++ === 0) return 0;
    const allowedNs = FIRST_ALLOWANCE_NS + WATCH_SHARE * (nowNs - this.#startNs);
    const leftNs = allowedNs / this.#accounts.length - account.spentNs;
    // Of hundreds of rules each may have time left, as none was watched, when together they have none.
    if (this.#countedNs > allowedNs + FIRST_WATCHES_NS) return 0;
    if (account.events < LEAST_EVENTS && account.spentNs <= MOST_BEYOND_NS)
      return Math.min(offered, FIRST_EVENTS);
    if (leftNs <= 0 || account.perEventNs === undefined) return 0;
    const events = Math.min(MOST_EVENTS, Math.floor(leftNs / account.perEventNs));
    return events < account.wantedEvents ? 0 : Math.min(offered, events);
  }

  /** A watch is over. */
  spent(at: number, events: number, tookNs: number): void {
    const account = this.#accounts[at]!;
    account.events += events;
    account.spentNs += tookNs;
    this.#countedNs += Math.min(tookNs, MOST_COUNTED_NS);
    account.perEventNs = Math.max(1, tookNs / Math.max(1, events));
    account.wantedEvents = 1 + Math.floor(this.#random() * MOST_EVENTS);
  }

  /** A watch did not come to its end in the rule's time limit: another one would not either. */
  giveUp(at: number, tookNs: number): void {
    const account = this.#accounts[at]!;
    account.events = Number.POSITIVE_INFINITY;
    account.spentNs = Number.POSITIVE_INFINITY;
    this.#countedNs += Math.min(tookNs, MOST_COUNTED_NS);
  }
}
