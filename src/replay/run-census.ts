import type { CensusFindings } from '../advice/census/census-findings.ts';
import { EventSample } from '../advice/census/event-sample.ts';
import { takeCensus } from '../advice/census/take-census.ts';
import type { EventBatch } from '../engine/batch/event-batch.ts';
import type { Engine } from '../engine/engine.ts';
import { readSchedstat } from '../profiler/scheduling/schedstat.ts';
import { seededRandom } from '../profiler/seeded-random.ts';
import type { ReplayOptions } from './replay.ts';

/** A census of the clauses of a run's rules: while it goes on it only keeps events. */
export class RunCensus {
  readonly #options: ReplayOptions;
  readonly #sample: EventSample;

  private constructor(options: ReplayOptions, seed: number) {
    this.#options = options;
    this.#sample = new EventSample(seededRandom(seed));
  }

  /** Undefined where none was asked for, and where nothing is measured. */
  static for(options: ReplayOptions): RunCensus | undefined {
    const { accounting, censusSeed } = options;
    return accounting && censusSeed !== undefined ? new RunCensus(options, censusSeed) : undefined;
  }

  /** After the engine has run a batch, while its records are still in it. */
  afterBatch(batch: EventBatch): void {
    this.#sample.add(batch);
  }

  /**
   * After the run, outside of its wall time; the engine must not be closed yet, and is not touched.
   *
   * @param cpuTimeNs by rule
   * @returns undefined where the run was stopped: whoever did that does not want to wait
   */
  take(engine: Engine, cpuTimeNs: ArrayLike<number>): CensusFindings | undefined {
    const { rules, index, projection, clock, signal } = this.#options;
    if (signal?.aborted === true) return undefined;
    return takeCensus({
      rules,
      sample: this.#sample.take(),
      cpuTimeNs,
      demand: (projection ?? true) ? engine.demand : undefined,
      index: index ?? true,
      clock,
      cpuClock: () => readSchedstat()?.cpuNs ?? clock(),
    });
  }
}
