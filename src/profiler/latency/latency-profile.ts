import type { EvaluationTimer } from '../../engine/evaluation-timer.ts';
import type { Clock } from '../clock.ts';
import type { MetricsTable } from '../metrics-table.ts';
import { seededRandom } from '../seeded-random.ts';
import { type LatencyFindings, latencySoFar, type TimingDescription } from './latency-findings.ts';
import { LATENCY_BUDGET, LatencySampler } from './latency-sampler.ts';
import type { LatencyTable } from './latency-table.ts';
import { LatencyTimer } from './latency-timer.ts';
import { calibrateTiming, type SectionCost } from './timing-cost.ts';

/** Any will do: the choice of evaluations must be random with respect to the stream, not from run to run. */
const SEED = 0x6b657374;

export interface LatencyProfileOptions {
  /** Where latencies go. */
  readonly table: LatencyTable;
  /** The figures of the same run. */
  readonly metrics: MetricsTable;
  readonly clock: Clock;
  /** Numbers from 0 up to, but not including, 1; from a fixed seed unless given. */
  readonly random?: () => number;
  /** Measured here and now unless given, which takes some ten milliseconds. */
  readonly cost?: SectionCost;
}

/** Latency of single evaluations in one run. */
export class LatencyProfile {
  readonly #table: LatencyTable;
  readonly #metrics: MetricsTable;
  readonly #cost: SectionCost;
  readonly #sampler: LatencySampler;
  readonly #timer: LatencyTimer;

  constructor({ table, metrics, clock, random = seededRandom(SEED), cost }: LatencyProfileOptions) {
    this.#table = table;
    this.#metrics = metrics;
    this.#cost = cost ?? calibrateTiming(clock);
    this.#sampler = new LatencySampler(metrics, this.#cost, random);
    this.#timer = new LatencyTimer({ table, sampler: this.#sampler, clock, cost: this.#cost, random });
  }

  /** What the engine is to ask. */
  get timer(): EvaluationTimer {
    return this.#timer;
  }

  /** What has been timed so far. */
  findings(): LatencyFindings & { readonly description: TimingDescription } {
    const { rules } = latencySoFar(this.#table);
    const timedEvaluations = rules.reduce((sum, rule) => sum + rule.timedEvaluations, 0);
    const coldEvaluations = sumOf(this.#table.coldCount);
    const evaluations = sumOf(this.#metrics.evaluations);
    return {
      rules,
      description: {
        timedShare: evaluations === 0 ? null : (timedEvaluations + coldEvaluations) / evaluations,
        timedEvaluations,
        coldEvaluations,
        lapNs: this.#timer.lapNs,
        lapBeforeRunNs: this.#cost.lapNs,
        budget: LATENCY_BUDGET,
        spentNs: this.#sampler.spentNs,
      },
    };
  }
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
