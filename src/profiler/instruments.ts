import type { EvaluationTimer } from '../engine/evaluation-timer.ts';
import type { Rule } from '../engine/rule.ts';
import type { RuleScript } from '../engine/rule-script.ts';
import { createMonotonicClock, createWallClock } from './clock.ts';
import type { HeadStart } from './head-start.ts';
import type { LatencyFindings } from './latency/latency-findings.ts';
import { LatencyProfile } from './latency/latency-profile.ts';
import { LatencyTable } from './latency/latency-table.ts';
import { LineTimes } from './line-times/line-times.ts';
import { AllocationSampler } from './memory/allocation-sampler.ts';
import { MemoryInstrument } from './memory/memory-instrument.ts';
import type { MetricsTable } from './metrics-table.ts';
import type { RunFindings } from './run-findings.ts';
import { SamplingProfiler } from './sampling/sampling-profiler.ts';
import type { SeriesFindings } from './series/series-findings.ts';
import { SeriesRecorder, type StreamPlace } from './series/series-recorder.ts';
import { SeriesTable } from './series/series-table.ts';
import { claimV8Profilers } from './v8-claim.ts';

/** How a run is watched beside the accounts. */
export interface ProfileSettings {
  /** Between two samples of the CPU profiler; microseconds. */
  readonly sampleIntervalUs: number;
  /** True keeps the samples themselves, for an export; they take memory as the run goes on, up to a limit. */
  readonly keepTrace?: boolean;
}

/** All instruments of a run, started and stopped together. @see Instrument */
export class Instruments {
  /** Watches lines of Lua rules; undefined: they are not watched. */
  readonly lines: LineTimes | undefined;
  /** Follows what Lua and Wasm rules hold. */
  readonly memory: MemoryInstrument;
  readonly #series: SeriesRecorder;
  readonly #allocation: AllocationSampler | undefined;
  readonly #headStart: HeadStart | undefined;

  readonly #table: MetricsTable;
  readonly #latencyTable: LatencyTable;
  readonly #sampling: SamplingProfiler | undefined;
  #latency: LatencyProfile | undefined;
  #giveV8Back: (() => void) | undefined;
  #readingsTold = 0;

  /**
   * @param table where the probe puts the figures of the rules; read, never written
   * @param settings undefined: only latencies, memory and the series are followed, without V8's profilers and without
   *   looking at lines of Lua rules
   * @param latencyTable where timed evaluations go
   * @param seriesTable where the parts of the run go
   * @param headStart what was started in this thread before the rules were known, with the interval of the settings
   */
  constructor(
    rules: readonly Rule[],
    table: MetricsTable,
    settings: ProfileSettings | undefined,
    latencyTable: LatencyTable = LatencyTable.create(rules.length),
    seriesTable: SeriesTable = SeriesTable.create(rules.length),
    headStart?: HeadStart,
  ) {
    this.#table = table;
    this.#latencyTable = latencyTable;
    this.#headStart = headStart;
    this.memory = new MemoryInstrument(rules, table);
    this.#series = new SeriesRecorder(table, seriesTable, createWallClock());
    if (settings !== undefined) {
      const { sampleIntervalUs, keepTrace = false } = settings;
      this.#sampling = new SamplingProfiler(
        rules,
        { sampleIntervalUs, keepTrace },
        createMonotonicClock(),
        headStart?.sampler,
        headStart?.samplerStartNs,
      );
      this.#allocation = new AllocationSampler(rules);
      this.lines = new LineTimes(rules, createMonotonicClock(), Math.random);
    }
  }

  /**
   * Before the rules compile. Where it fails nothing is left running.
   * @throws Error when V8 profiles this thread for another run already
   */
  async start(): Promise<void> {
    if (this.#sampling !== undefined) this.#giveV8Back = claimV8Profilers();
    try {
      await this.#sampling?.start();
      await this.#allocation?.start();
    } catch (error) {
      this.#giveV8Back?.();
      throw error;
    }
    this.#latency = new LatencyProfile({
      table: this.#latencyTable,
      metrics: this.#table,
      clock: createMonotonicClock(),
      ...(this.#headStart !== undefined && { cost: this.#headStart.timingCost }),
    });
  }

  /** Times single evaluations; undefined before the start. */
  get timer(): EvaluationTimer | undefined {
    return this.#latency?.timer;
  }

  /** What was timed so far; undefined before the start. */
  get latency(): LatencyFindings | undefined {
    return this.#latency?.findings();
  }

  /** How the run went so far, part by part. */
  get series(): SeriesFindings | undefined {
    return this.#series.findings();
  }

  /**
   * After the rules have compiled, before the first batch.
   *
   * @param scripts what was made of the EQL rules
   */
  begin(scripts: readonly RuleScript[]): void {
    this.#sampling?.begin(scripts);
    this.#series.begin();
  }

  /** Between two batches. */
  afterBatch(place: StreamPlace): void {
    this.memory.afterBatch(place.events);
    this.#series.afterBatch(place);
    this.#allocation?.afterBatch();
    this.#sampling?.afterBatch(place.events);
  }

  /**
   * Where time goes inside rules, as far as it is known: what samples and watched lines say. Undefined where no samples
   * were read since this was last called.
   */
  news(): RunFindings | undefined {
    const sampling = this.#sampling;
    if (sampling === undefined || sampling.readings === this.#readingsTold) return undefined;
    this.#readingsTold = sampling.readings;
    const luaLines = this.lines?.findings();
    return { sampling: sampling.soFar(), ...(luaLines !== undefined && { luaLines }) };
  }

  /** After the last batch, while the engine still stands. */
  async stop(): Promise<RunFindings> {
    try {
      return await this.#findings();
    } finally {
      this.#giveV8Back?.();
    }
  }

  async #findings(): Promise<RunFindings> {
    const sampling = await this.#sampling?.stop();
    const memory = await this.memory.stop();
    const allocation = await this.#allocation?.stop();
    const { latency, series } = this;
    const luaLines = this.lines?.findings();
    return {
      ...(latency !== undefined && { latency }),
      memory,
      ...(series !== undefined && { series }),
      ...(allocation !== undefined && { allocation }),
      ...(sampling !== undefined && { sampling }),
      ...(luaLines !== undefined && { luaLines }),
    };
  }
}
