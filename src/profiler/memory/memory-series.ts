import type { RuleIndex } from '../../engine/rule.ts';

/** How much memory one rule held along the stream. */
export interface MemoryPoint {
  /** How many events the engine had seen. */
  readonly event: number;
  /** The lowest figure since the point before: garbage that was waiting to be collected is left out, where it can be. */
  readonly bytes: number;
}

/** At most so many points are kept of a rule. */
export const MOST_POINTS = 128;
/** How many events lie between two points as long as there is room for all of them. */
export const FIRST_STRETCH_EVENTS = 256;

/**
 * Memory of rules over events, in bounded room: the stream is cut into stretches of equal numbers of events, each with
 * the lowest figure seen in it. When there are too many stretches, they are made twice as long. Rules whose figure
 * never changes, nearly all of them, take no room.
 */
export class MemorySeries {
  readonly #rules: readonly RuleIndex[];
  /** Those that are looked at after the first time. */
  readonly #changing: readonly RuleIndex[];
  readonly #first: Float64Array;
  /** 1 for a rule whose figure has changed. */
  readonly #hasChanged: Uint8Array;
  /** The lowest figures by stretch, of rules whose figure has changed. */
  readonly #lowest = new Map<RuleIndex, Float64Array>();
  /** Rules that run no more, with how many points they have. */
  readonly #ended = new Map<RuleIndex, number>();
  #stretchEvents = FIRST_STRETCH_EVENTS;
  /** Where each stretch ends, as far as it was seen. */
  #events: number[] = [];

  /** @param canChange of a rule whose figure cannot, the first one is taken */
  constructor(ruleCount: number, canChange: (rule: RuleIndex) => boolean = () => true) {
    this.#rules = Array.from({ length: ruleCount }, (_, rule) => rule);
    this.#changing = this.#rules.filter(canChange);
    this.#first = new Float64Array(ruleCount).fill(Number.NaN);
    this.#hasChanged = new Uint8Array(ruleCount);
  }

  /**
   * Notes the figures of all rules.
   *
   * @param events how many the engine has seen; more than the last time
   * @param bytes by rule; NaN where it has none
   * @param ended by rule; more than 0 where it was taken out of the run, after which it is not looked at any more
   */
  add(events: number, bytes: ArrayLike<number>, ended: ArrayLike<number>): void {
    const rules = this.#events.length === 0 ? this.#rules : this.#changing;
    const isNew = this.#moveTo(events);
    const at = this.#events.length - 1;
    for (const rule of rules) {
      const now = bytes[rule]!;
      const first = this.#first[rule]!;
      const hasEnded = ended[rule]! > 0;
      // As long as it is what it was first.
      if (now === first && this.#hasChanged[rule] === 0 && !hasEnded) continue;
      if (Number.isNaN(now) || this.#ended.has(rule)) continue;
      if (Number.isNaN(first)) this.#first[rule] = now;
      else if (now !== first || this.#hasChanged[rule] === 1) this.#note(rule, at, isNew, now);
      if (hasEnded) this.#ended.set(rule, at + 1);
    }
  }

  /** The points of a rule in the order of the stream, one where its figure never changed; undefined where it has none. */
  of(rule: RuleIndex): readonly MemoryPoint[] | undefined {
    const first = this.#first[rule]!;
    const lastEvent = this.#events[this.lengthOf(rule) - 1];
    if (Number.isNaN(first) || lastEvent === undefined) return undefined;
    const lowest = this.#lowest.get(rule);
    if (lowest === undefined) return [{ event: lastEvent, bytes: first }];
    return this.#events.slice(0, this.lengthOf(rule)).map((event, at) => ({ event, bytes: lowest[at]! }));
  }

  /** How many points a rule that changes all the time would have, up to where it was taken out. */
  lengthOf(rule: RuleIndex): number {
    return this.#ended.get(rule) ?? this.#events.length;
  }

  #note(rule: RuleIndex, at: number, isNew: boolean, now: number): void {
    let lowest = this.#lowest.get(rule);
    if (lowest === undefined) {
      lowest = new Float64Array(MOST_POINTS).fill(Number.POSITIVE_INFINITY);
      lowest.fill(this.#first[rule]!, 0, isNew ? at : at + 1);
      this.#lowest.set(rule, lowest);
      this.#hasChanged[rule] = 1;
    }
    lowest[at] = isNew ? now : Math.min(lowest[at]!, now);
  }

  /** True where a stretch begins. */
  #moveTo(events: number): boolean {
    while (this.#events.length >= MOST_POINTS && !this.#isInLastStretch(events)) this.#merge();
    if (this.#isInLastStretch(events)) {
      this.#events[this.#events.length - 1] = events;
      return false;
    }
    this.#events.push(events);
    return true;
  }

  #isInLastStretch(events: number): boolean {
    const last = this.#events.at(-1);
    return last !== undefined && this.#stretchOf(last) === this.#stretchOf(events);
  }

  #stretchOf(events: number): number {
    return Math.ceil(events / this.#stretchEvents);
  }

  /** Makes the stretches twice as long. */
  #merge(): void {
    this.#stretchEvents *= 2;
    const old = this.#events;
    this.#events = [];
    const placeOf = old.map((events) => {
      if (this.#isInLastStretch(events)) this.#events.pop();
      return this.#events.push(events) - 1;
    });
    for (const lowest of this.#lowest.values()) mergePlaces(lowest, placeOf);
    for (const [rule, points] of this.#ended) this.#ended.set(rule, placeOf[points - 1]! + 1);
  }
}

/** The lowest of those that come together; what was not seen stays infinite. */
function mergePlaces(lowest: Float64Array, placeOf: readonly number[]): void {
  const old = lowest.slice();
  lowest.fill(Number.POSITIVE_INFINITY);
  for (const [from, to] of placeOf.entries()) lowest[to] = Math.min(lowest[to]!, old[from]!);
}
