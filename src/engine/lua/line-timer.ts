import type { LineTime, WatchedLines } from '../predicate/line-watch.ts';
import { type HookCost, NO_HOOK_COST } from './hook-cost.ts';

/** Hook events after which watching ends: a long loop must not cost more than it tells. */
export const MAX_HOOK_EVENTS = 5_000;

/** No evaluation is begun after so long: where events take long, a few must do. */
export const MAX_WATCH_NS = 150_000;

/** What passing by costs, in parts of what an event costs at which time is charged: measured 15–32 ns in 300–450. */
const PASS_BY_PART = 0.07;

/** Calls within calls that are told apart; what is nested deeper goes to the line that is nested so deep. */
const MAX_DEPTH = 200;

/** A call of a Lua function that is under way. */
interface Call<Frame> {
  readonly frame: Frame;
  /** Its code is not the rule's: its time goes to the line of the rule that called it. */
  readonly isForeign: boolean;
  /** The line it is at. */
  line: number;
}

interface Tally {
  passes: number;
  /** With what watching added to it. */
  rawNs: number;
  /** Hook events at which it was charged, and those that passed by meanwhile. */
  charges: number;
  passedBy: number;
}

/**
 * Makes times of lines out of the events that Lua's hook tells: time belongs to the line that began last. When a
 * function returns it belongs to the line it was called in again, as Lua tells of a line only when it begins. A frame
 * is whatever stands for one call of a function, the same for all of its lines.
 */
export class LineTimer<Frame> {
  readonly #nowNs: () => number;
  readonly #cost: HookCost;
  readonly #startNs: number;
  readonly #tallies = new Map<number, Tally>();
  readonly #calls: Call<Frame>[] = [];
  /** The line that time goes to now. */
  #running: Tally | undefined;
  #sinceNs = 0;
  #evaluations = 0;
  #events = 0;
  #passedBy = 0;

  /** Starts now. */
  constructor(nowNs: () => number, cost: HookCost = NO_HOOK_COST) {
    this.#nowNs = nowNs;
    this.#cost = cost;
    this.#startNs = nowNs();
  }

  /** Whether no further event shall be watched. */
  get isOver(): boolean {
    return this.isFull || this.#nowNs() - this.#startNs > MAX_WATCH_NS;
  }

  /** What was charged to lines until now, with what watching added to it. */
  get chargedNs(): number {
    let sum = 0;
    for (const { rawNs } of this.#tallies.values()) sum += rawNs;
    return sum;
  }

  /** Whether so much was seen that watching must end at once. */
  get isFull(): boolean {
    return this.#events >= MAX_HOOK_EVENTS;
  }

  /** The call of a Lua function that runs now, undefined where none does. */
  get runningFrame(): Frame | undefined {
    return this.#calls.at(-1)?.frame;
  }

  /** The call that the rule was entered by. */
  get outermostFrame(): Frame | undefined {
    return this.#calls[0]?.frame;
  }

  /** Whether the code that runs now is not the rule's own. */
  get isForeign(): boolean {
    return this.#calls.at(-1)?.isForeign ?? false;
  }

  /** The rule is about to be given an event. */
  beginEvaluation(): void {
    this.#evaluations++;
  }

  /** The rule has come back, in whatever way: time is nobody's. */
  endEvaluation(): void {
    this.#charge(this.#nowNs(), 0);
    this.#calls.length = 0;
    this.#running = undefined;
  }

  /**
   * A line of the rule begins.
   *
   * @param passedBy functions outside of Lua that have returned since the last event
   */
  enter(frame: Frame, line: number, passedBy: number): void {
    const nowNs = this.#charged(passedBy);
    const place = this.#placeOf(frame);
    if (place >= 0) this.#calls.length = place + 1;
    else if (this.#calls.length < MAX_DEPTH) this.#calls.push({ frame, isForeign: false, line });
    const call = this.#calls.at(-1)!;
    // A frame that stood for a foreign call may stand for one of the rule's now.
    if (call.isForeign) this.#calls[this.#calls.length - 1] = { frame, isForeign: false, line };
    else call.line = line;
    this.#running = this.#tally(line);
    this.#running.passes++;
    this.#sinceNs = nowNs;
  }

  /** A line begins that is not the rule's own. */
  enterForeign(frame: Frame, passedBy: number): void {
    this.#sinceNs = this.#charged(passedBy);
    if (frame === this.runningFrame && this.isForeign) return;
    const place = this.#placeOf(frame);
    if (place >= 0) this.#calls.length = place;
    if (this.#calls.length === MAX_DEPTH) return;
    this.#calls.push({ frame, isForeign: true, line: this.#calls.at(-1)?.line ?? 0 });
  }

  /** A call has come back to `caller`. Calls that an error ended are not told: they are over when an outer one is. */
  leave(frame: Frame, caller: Frame, passedBy: number): void {
    const place = this.#placeOf(caller);
    const isRunning = this.runningFrame === frame;
    if (place < 0 && !isRunning) return;
    const nowNs = this.#charged(passedBy);
    this.#calls.length = place >= 0 ? place + 1 : this.#calls.length - 1;
    const line = this.#calls.at(-1)?.line ?? 0;
    this.#running = line === 0 ? undefined : this.#tally(line);
    this.#sinceNs = nowNs;
  }

  /**
   * All that was seen since the start.
   *
   * @param addedNs how much of {@link chargedNs} watching added, where that is known
   */
  seen(addedNs?: number): WatchedLines {
    const { chargeNs, passByNs } = this.#costOf(addedNs);
    const lines = Array.from(this.#tallies, ([line, tally]): LineTime => {
      const { passes, rawNs, charges, passedBy } = tally;
      return { line, passes, timeNs: Math.max(0, rawNs - charges * chargeNs - passedBy * passByNs) };
    });
    lines.sort((left, right) => left.line - right.line);
    return { evaluations: this.#evaluations, lines, tookNs: this.#nowNs() - this.#startNs };
  }

  #charged(passedBy: number): number {
    this.#events++;
    this.#passedBy += passedBy;
    const nowNs = this.#nowNs();
    this.#charge(nowNs, passedBy);
    return nowNs;
  }

  #charge(nowNs: number, passedBy: number): void {
    if (this.#running === undefined) return;
    this.#running.rawNs += nowNs - this.#sinceNs;
    this.#running.charges++;
    this.#running.passedBy += passedBy;
  }

  #costOf(addedNs: number | undefined): HookCost {
    // A loop that went on and on is hot by its passes; what a single one takes is less than the cost can be told.
    if (this.isFull) return NO_HOOK_COST;
    if (addedNs !== undefined) {
      const parts = this.#events + this.#passedBy * PASS_BY_PART;
      const chargeNs = parts === 0 ? 0 : Math.max(0, addedNs / parts);
      return { chargeNs, passByNs: chargeNs * PASS_BY_PART };
    }
    // Code gets faster while it runs: where a line took less than an event was thought to cost, that is the cost.
    let { chargeNs } = this.#cost;
    for (const { rawNs, charges } of this.#tallies.values()) {
      if (charges > 0) chargeNs = Math.min(chargeNs, rawNs / charges);
    }
    return { ...this.#cost, chargeNs };
  }

  #placeOf(frame: Frame): number {
    let place = this.#calls.length - 1;
    while (place >= 0 && this.#calls[place]!.frame !== frame) place--;
    return place;
  }

  #tally(line: number): Tally {
    let tally = this.#tallies.get(line);
    if (tally === undefined)
      this.#tallies.set(line, (tally = { passes: 0, rawNs: 0, charges: 0, passedBy: 0 }));
    return tally;
  }
}
