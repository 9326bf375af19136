import type { EventBatch } from '../engine/batch/event-batch.ts';
import type { EvaluationTimer } from '../engine/evaluation-timer.ts';
import type { Rule } from '../engine/rule.ts';
import type { RuleScript } from '../engine/rule-script.ts';
import { createMonotonicClock } from './clock.ts';
import { LatencyProfile } from './latency/latency-profile.ts';
import { LatencyTable } from './latency/latency-table.ts';
import { LineTimes } from './line-times/line-times.ts';
import { AllocationSampler } from './memory/allocation-sampler.ts';
import { EarlyParts } from './memory/early-parts.ts';
import { MemoryInstrument } from './memory/memory-instrument.ts';
import type { MetricsTable } from './metrics-table.ts';
import type { RunFindings } from './run-findings.ts';
import { SamplingProfiler } from './sampling/sampling-profiler.ts';

/** How a run is watched beside the accounts. */
export interface ProfileSettings {
  /** Between two samples of the CPU profiler; microseconds. */
  readonly sampleIntervalUs: number;
  /** True keeps the samples themselves, for an export; they take memory as the run goes on, up to a limit. */
  readonly keepTrace?: boolean;
}

export const DEFAULT_SAMPLE_INTERVAL_US = 1_000;

/** All instruments of a run, started and stopped together. @see Instrument */
export class Instruments {
  /** Watches lines of Lua rules. */
  readonly lines: LineTimes;
  readonly #memory: MemoryInstrument;
  readonly #allocation: AllocationSampler;
  readonly #earlyParts: EarlyParts;

  readonly #table: MetricsTable;
  readonly #latencyTable: LatencyTable;
  readonly #sampling: SamplingProfiler;
  #latency: LatencyProfile | undefined;

  /**
   * @param table where the probe puts the figures of the rules; read, never written
   * @param latencyTable where timed evaluations go
   */
  constructor(
    rules: readonly Rule[],
    table: MetricsTable,
    settings: ProfileSettings,
    latencyTable: LatencyTable = LatencyTable.create(rules.length),
  ) {
    this.#table = table;
    this.#latencyTable = latencyTable;
    const { sampleIntervalUs, keepTrace = false } = settings;
    this.#sampling = new SamplingProfiler(rules, { sampleIntervalUs, keepTrace }, createMonotonicClock());
    this.lines = new LineTimes(rules, createMonotonicClock(), Math.random);
    this.#memory = new MemoryInstrument(rules, table);
    this.#allocation = new AllocationSampler(rules);
    this.#earlyParts = new EarlyParts(rules);
  }

  /** Before the rules compile. */
  async start(): Promise<void> {
    await this.#sampling.start();
    await this.#allocation.start();
    this.#latency = new LatencyProfile({
      table: this.#latencyTable,
      metrics: this.#table,
      clock: createMonotonicClock(),
    });
  }

  /** Times single evaluations; undefined before the start. */
  get timer(): EvaluationTimer | undefined {
    return this.#latency?.timer;
  }

  /** How the next batch is handed to the engine. */
  partsOf(batch: EventBatch): readonly EventBatch[] {
    return this.#earlyParts.of(batch);
  }

  /**
   * After the rules have compiled, before the first batch.
   *
   * @param scripts what was made of the EQL rules
   */
  begin(scripts: readonly RuleScript[]): void {
    this.#sampling.begin(scripts);
  }

  /** Between two batches. */
  afterBatch(events: number): void {
    this.#memory.afterBatch(events);
    this.#allocation.afterBatch();
    this.#sampling.afterBatch(events);
  }

  /** After the last batch, while the engine still stands. */
  async stop(): Promise<RunFindings> {
    const sampling = await this.#sampling.stop();
    const memory = await this.#memory.stop();
    const allocation = await this.#allocation.stop();
    const latency = this.#latency?.findings();
    return {
      ...(latency !== undefined && { latency }),
      memory,
      allocation,
      sampling,
      luaLines: this.lines.findings(),
    };
  }
}
