import type { EventNumber } from '../../engine/batch/event-batch.ts';
import { ChosenEvents, MOST_CHOSEN, NO_PLACE } from '../../engine/chosen-events.ts';
import type { EvaluationTimer } from '../../engine/evaluation-timer.ts';
import type { RuleIndex } from '../../engine/rule.ts';
import type { Clock } from '../clock.ts';
import { ControlMedian } from './control-median.ts';
import type { LatencySampler } from './latency-sampler.ts';
import type { LatencyTable } from './latency-table.ts';
import type { SectionCost } from './timing-cost.ts';

/** What decides for the timer. @see LatencySampler */
export type Chooser = Pick<LatencySampler, 'beginBatch' | 'choose' | 'spend'>;

export interface LatencyTimerParts {
  readonly table: LatencyTable;
  readonly sampler: Chooser;
  readonly clock: Clock;
  readonly cost: SectionCost;
  /** Numbers from 0 up to, but not including, 1. */
  readonly random: () => number;
}

/** Runs the clock around single evaluations and puts what it took, less the cost of the clock, into the table. */
export class LatencyTimer implements EvaluationTimer {
  readonly chosen = new ChosenEvents();
  readonly #table: LatencyTable;
  readonly #sampler: Chooser;
  readonly #clock: Clock;
  readonly #cost: SectionCost;
  readonly #random: () => number;
  /** What is subtracted from a lap: for conditions, and by rule for predicates. */
  readonly #controls: ControlMedian;
  readonly #controlsOfRule = new Map<RuleIndex, ControlMedian>();
  /** By place: nanoseconds by the clock, over all stages, and how many stages. */
  readonly #elapsedNs = new Float64Array(MOST_CHOSEN + 1);
  readonly #lapsOfPlace = new Uint8Array(MOST_CHOSEN + 1);
  #eventNumbers: readonly EventNumber[] = [];
  #rule: RuleIndex = 0;
  #isFirst = false;
  #lastNs = 0;
  /** Since evaluations were chosen: how often the clock was started, laps, controls, and what those took. */
  #starts = 0;
  #laps = 0;
  #controlCount = 0;
  #controlNs = 0;
  #control: ControlMedian;

  constructor({ table, sampler, clock, cost, random }: LatencyTimerParts) {
    this.#table = table;
    this.#sampler = sampler;
    this.#clock = clock;
    this.#cost = cost;
    this.#random = random;
    this.#controls = new ControlMedian(cost.lapNs);
    this.#control = this.#controls;
  }

  beginBatch(eventNumbers: readonly EventNumber[]): void {
    this.#eventNumbers = eventNumbers;
    this.#sampler.beginBatch();
  }

  choose(rule: RuleIndex, count: number, isFirst: boolean): number {
    const chosen = this.#sampler.choose(rule, count, isFirst);
    if (chosen === 0) return 0;
    this.#rule = rule;
    this.#isFirst = isFirst;
    this.#starts = 0;
    this.#laps = 0;
    this.#controlCount = 0;
    this.#controlNs = 0;
    this.#elapsedNs.fill(0, 0, chosen);
    this.#lapsOfPlace.fill(0, 0, chosen);
    return chosen;
  }

  pick(rows: Int32Array, count: number, chosen: number): void {
    for (let left = count; left > count - chosen; left--) {
      const at = Math.floor(this.#random() * left);
      const row = rows[at]!;
      rows[at] = rows[left - 1]!;
      rows[left - 1] = row;
    }
  }

  placeBlock(count: number, chosen: number): number {
    return this.#isFirst ? 0 : Math.floor(this.#random() * (count - chosen + 1));
  }

  start(): void {
    this.#starts++;
    this.#lastNs = this.#clock();
  }

  lap(place: number): void {
    const nowNs = this.#clock();
    this.#elapsedNs[place]! += nowNs - this.#lastNs;
    this.#lapsOfPlace[place]! += 1;
    this.#laps++;
    this.#lastNs = nowNs;
  }

  noteControl(rule?: RuleIndex): void {
    const elapsedNs = this.#elapsedNs[NO_PLACE]!;
    this.#elapsedNs[NO_PLACE] = 0;
    this.#lapsOfPlace[NO_PLACE] = 0;
    this.#laps--;
    this.#controlOf(rule).add(elapsedNs);
    this.#controlCount++;
    this.#controlNs += elapsedNs;
  }

  finish(): number {
    const { count, rows, isMatch } = this.chosen;
    const table = this.#table;
    const { medianNs: lapNs, lowNs, highNs } = this.#control;
    let movedNs = this.#starts * this.lapNs + this.#controlNs;
    for (let place = 0; place < count; place++) {
      const elapsedNs = this.#elapsedNs[place]!;
      // What is subtracted is an estimate, which may be more than there is: no more is taken off the rule either.
      const laps = this.#lapsOfPlace[place]!;
      const subtractedNs = Math.min(elapsedNs, laps * lapNs);
      const latencyNs = elapsedNs - subtractedNs;
      movedNs += subtractedNs;
      if (this.#isFirst) {
        table.addCold(this.#rule, latencyNs);
      } else {
        const eventNumber = this.#eventNumbers[rows[place]!]!;
        table.add(this.#rule, latencyNs, isMatch[place] === 1, eventNumber);
        table.addDoubt(this.#rule, laps * (highNs - lapNs), laps * (lapNs - lowNs));
      }
    }
    const clockNs = this.#starts * this.lapNs + this.#laps * lapNs;
    const noteNs = this.#cost.evaluationNs - this.#cost.lapNs;
    // A control that another program interrupted has cost the rule nothing, but it is no reason to time less.
    const spentNs = clockNs + this.#controlCount * lapNs + this.#cost.sectionNs + count * noteNs;
    this.#sampler.spend(count, spentNs);
    return movedNs;
  }

  /** Makes the controls of a rule, or of all conditions, those that count for the evaluations at hand. */
  #controlOf(rule: RuleIndex | undefined): ControlMedian {
    if (rule === undefined) {
      this.#control = this.#controls;
    } else {
      let control = this.#controlsOfRule.get(rule);
      if (control === undefined) this.#controlsOfRule.set(rule, (control = new ControlMedian()));
      this.#control = control;
    }
    return this.#control;
  }

  /** What a lap around nothing takes now, as subtracted for conditions: nanoseconds. */
  get lapNs(): number {
    return this.#controls.medianNs;
  }
}
