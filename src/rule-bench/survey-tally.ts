import type { Probe } from '../engine/probe.ts';
import type { RuleIndex } from '../engine/rule.ts';
import { EventSamples, type SampledEvent } from './event-samples.ts';
import { SIDES, type Side } from './side.ts';
import { SilentProbe } from './silent-probe.ts';
import type { SurveyPart } from './survey-parts.ts';

/** What is known of one rule. */
export interface RuleTally {
  readonly reached: number;
  readonly matched: number;
  readonly sample: Readonly<Record<Side, readonly SampledEvent[]>>;
}

/** Of the event at hand: it did not reach the rule, reached it, or was matched by it. */
const PASSED = 0;
const REACHED = 1;
const MATCHED = 2;

/** Counts and samples the events that reach each rule, one event at a time. */
export class SurveyTally {
  /** What the engine tells. */
  readonly probe: Probe;
  readonly #samples: EventSamples;
  readonly #allEvents: number;
  readonly #reached: Float64Array;
  readonly #matched: Float64Array;
  /** By rule, what the event at hand is to it. */
  readonly #state: Uint8Array;
  /** The rules that it reached. */
  readonly #touched: RuleIndex[] = [];

  /**
   * @param parts the rules of the engine, by place in it
   * @param random uniform in 0 to 1, without 1
   */
  constructor(ruleCount: number, parts: readonly SurveyPart[], random: () => number) {
    this.#allEvents = SIDES.length * ruleCount;
    this.#samples = new EventSamples(this.#allEvents + 1, random);
    this.#reached = new Float64Array(ruleCount);
    this.#matched = new Float64Array(ruleCount);
    this.#state = new Uint8Array(ruleCount);
    const ruleOfPart = Uint32Array.from(parts, ({ rule }) => rule);
    this.probe = new PartProbe((part, isMatch) => this.#note(ruleOfPart[part]!, isMatch ? MATCHED : REACHED));
  }

  /** The engine is about to run over an event. */
  begin(event: SampledEvent): void {
    this.#samples.offer(event);
    this.#samples.add(this.#allEvents);
  }

  /** The engine has run over it. */
  end(): void {
    for (const rule of this.#touched) {
      const isMatch = this.#state[rule] === MATCHED;
      this.#reached[rule]!++;
      if (isMatch) this.#matched[rule]!++;
      this.#samples.add(slotOf(rule, isMatch ? 'match' : 'no_match'));
      this.#state[rule] = PASSED;
    }
    this.#touched.length = 0;
  }

  of(rule: RuleIndex): RuleTally {
    const sampleOf = (side: Side): readonly SampledEvent[] => this.#samples.events(slotOf(rule, side));
    return {
      reached: this.#reached[rule]!,
      matched: this.#matched[rule]!,
      sample: { match: sampleOf('match'), no_match: sampleOf('no_match') },
    };
  }

  sampleOfAll(): readonly SampledEvent[] {
    return this.#samples.events(this.#allEvents);
  }

  #note(rule: RuleIndex, state: number): void {
    if (this.#state[rule] === PASSED) this.#touched.push(rule);
    this.#state[rule] = Math.max(this.#state[rule]!, state);
  }
}

function slotOf(rule: RuleIndex, side: Side): number {
  return SIDES.length * rule + SIDES.indexOf(side);
}

/** Hears which parts ran on the event at hand. */
class PartProbe extends SilentProbe {
  readonly #onRan: (part: number, isMatch: boolean) => void;

  constructor(onRan: (part: number, isMatch: boolean) => void) {
    super();
    this.#onRan = onRan;
  }

  override ruleSawBatch(...[part, , evaluated, matched]: Parameters<Probe['ruleSawBatch']>): void {
    if (evaluated > 0) this.#onRan(part, matched > 0);
  }
}
