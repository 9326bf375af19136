import { MOST_CHOSEN, STAGE_READS } from '../../engine/chosen-events.ts';
import type { MetricsTable } from '../metrics-table.ts';
import type { SectionCost } from './timing-cost.ts';

/** Timing single evaluations may take this share of the engine's time. */
export const LATENCY_BUDGET = 0.003;

/** The first evaluations of each condition or predicate are always timed, whatever the budget. */
export const COLD_EVALUATIONS = 4;

/** Evaluations are timed in groups of so many: starting a group costs as much as three of them. */
const GROUP = 8;

/** Budget that was not used is made up for within about so many batches. */
const CATCH_UP_BATCHES = 8;

/** Half of the budget goes to all rules alike, half to each by its share of CPU time: that is where people look. */
const EQUAL_SHARE = 0.5;

/**
 * Decides which evaluations are timed, so that what it costs stays within the budget.
 *
 * A rule's evaluations are seen as one long row, of which groups are timed with gaps of random length between them.
 * So each has the same chance whatever its batch looks like, no pattern in the stream can fall in step with the gaps,
 * and a stream of a few batches is sampled as evenly as a long one. The length of the gaps follows from what was
 * spent so far; once the budget is used up nothing is timed for some batches, whatever the rules do.
 *
 * Timing whole batches, as one might think of first, would be too coarse: a run of four batches has none to spare.
 */
export class LatencySampler {
  readonly #metrics: MetricsTable;
  readonly #random: () => number;
  readonly #cost: SectionCost;
  /** Evaluations of a rule until the next group; below 0: not drawn yet. */
  readonly #gap: Float64Array;
  /** How many evaluations of the group at hand are still to be timed. */
  readonly #leftInGroup: Uint8Array;
  #batches = 0;
  #isOpen = false;
  #batchesPerGroup = 1;
  #allRulesNs = 0;
  #activeRules = 0;
  #spentNs = 0;
  #timed = 0;

  /**
   * @param metrics the figures of the run at hand: the engine's time and what each rule has evaluated
   * @param cost what timing costs, as measured before the run
   * @param random numbers from 0 up to, but not including, 1
   */
  constructor(metrics: MetricsTable, cost: SectionCost, random: () => number) {
    this.#metrics = metrics;
    this.#random = random;
    this.#cost = cost;
    this.#gap = new Float64Array(metrics.ruleCount).fill(-1);
    this.#leftInGroup = new Uint8Array(metrics.ruleCount).fill(GROUP);
  }

  /** What timing has cost so far, nanoseconds, as estimated. */
  get spentNs(): number {
    return this.#spentNs;
  }

  /** Looks at what was spent and what there is to spend. */
  beginBatch(): void {
    const engineNs = this.#lookAtMetrics();
    const budgetNs = LATENCY_BUDGET * engineNs;
    const leftNs = budgetNs - this.#spentNs;
    // Before the first batch there is nothing to tell how often rules evaluate.
    this.#isOpen = leftNs > 0 && this.#batches > 0;
    if (this.#isOpen) {
      const targetNs = budgetNs / this.#batches + leftNs / CATCH_UP_BATCHES;
      this.#batchesPerGroup = (this.#activeRules * this.#groupNs()) / targetNs;
    }
    this.#batches++;
  }

  /** How many of the next `count` evaluations of a rule to time. @see EvaluationTimer.choose */
  choose(rule: number, count: number, isFirst: boolean): number {
    if (isFirst) return Math.min(COLD_EVALUATIONS, count);
    if (!this.#isOpen) return 0;
    let gap = this.#gap[rule]!;
    if (gap < 0) gap = this.#drawGap(rule);
    if (gap >= count) {
      this.#gap[rule] = gap - count;
      return 0;
    }
    let chosen = 0;
    for (let left = count - gap; ; ) {
      const timed = Math.min(left, this.#leftInGroup[rule]!);
      chosen += timed;
      left -= timed;
      this.#leftInGroup[rule]! -= timed;
      if (this.#leftInGroup[rule]! > 0) {
        this.#gap[rule] = 0;
        break;
      }
      this.#leftInGroup[rule] = GROUP;
      gap = this.#drawGap(rule);
      if (gap >= left) {
        this.#gap[rule] = gap - left;
        break;
      }
      left -= gap;
    }
    return Math.min(chosen, MOST_CHOSEN);
  }

  /** Evaluations were timed, and that cost so much. */
  spend(timed: number, costNs: number): void {
    this.#timed += timed;
    this.#spentNs += costNs;
  }

  /** Evaluations between two groups, from 0 to twice the mean. */
  #drawGap(rule: number): number {
    const perBatch = this.#metrics.evaluations[rule]! / this.#batches;
    const share = this.#allRulesNs > 0 ? this.#metrics.cpuTimeNs[rule]! / this.#allRulesNs : 0;
    const weight = EQUAL_SHARE + (1 - EQUAL_SHARE) * share * this.#activeRules;
    const mean = Math.max(0, (perBatch * this.#batchesPerGroup) / weight - GROUP);
    return Math.floor(this.#random() * (2 * mean + 1));
  }

  /** What a group costs, by what it did so far. */
  #groupNs(): number {
    const { lapNs, sectionNs, evaluationNs } = this.#cost;
    if (this.#timed === 0) return sectionNs + STAGE_READS * lapNs + GROUP * evaluationNs;
    return (GROUP * this.#spentNs) / this.#timed;
  }

  /** The engine's time so far, without waiting for input: nanoseconds. */
  #lookAtMetrics(): number {
    const { cpuTimeNs, phaseNs, evaluations, ruleCount } = this.#metrics;
    this.#allRulesNs = 0;
    this.#activeRules = 0;
    for (let rule = 0; rule < ruleCount; rule++) {
      this.#allRulesNs += cpuTimeNs[rule]!;
      if (evaluations[rule]! > 0) this.#activeRules++;
    }
    let phasesNs = 0;
    // The first phase is reading, which on a pipe is mostly waiting.
    for (let phase = 1; phase < phaseNs.length; phase++) phasesNs += phaseNs[phase]!;
    return this.#allRulesNs + phasesNs;
  }
}
