import type { Rule } from '../../engine/rule.ts';
import type { RuleScript } from '../../engine/rule-script.ts';
import type { Clock } from '../clock.ts';
import type { Instrument } from '../instrument.ts';
import { CodeMap } from './code-map.ts';
import { type CpuProfile, type CpuSampler, V8CpuSampler } from './cpu-sampler.ts';
import { IntervalTally } from './interval-tally.ts';
import { SampleCounts } from './sample-counts.ts';
import { sampleOwners } from './sample-owners.ts';
import { TraceBuilder } from './sample-trace.ts';
import type { SamplingFindings } from './sampling-findings.ts';

export interface SamplingSettings {
  /** Between two samples; microseconds. */
  readonly sampleIntervalUs: number;
  /** True keeps the samples themselves, for an export. */
  readonly keepTrace: boolean;
}

/** How often V8's samples are read while the run goes on, at most: a live view tells by them where time goes in rules. */
const READ_EVERY_NS = 5e9;
/** What readings may take of the time: the longer one takes, the later comes the next. */
const READ_SHARE = 0.003;
/** What V8 may hold before it is emptied in any case: bounds its memory. */
const SAMPLES_PER_READING = 50_000;

/** Samples the stack of the engine's thread and says whose each sample is. @see Instrument */
export class SamplingProfiler implements Instrument<SamplingFindings> {
  readonly #rules: readonly Rule[];
  readonly #settings: SamplingSettings;
  readonly #clock: Clock;
  readonly #sampler: CpuSampler;
  readonly #counts = new SampleCounts();
  readonly #intervals: IntervalTally;
  readonly #longestPauseNs: number;
  #code: CodeMap;
  #trace: TraceBuilder | undefined;
  #startNs: number;
  #readNs = 0;
  #nextReadingNs = 0;
  #readings = 0;

  /** @param samplerStartNs what it took to start the sampler, where that was done already; nanoseconds */
  constructor(
    rules: readonly Rule[],
    settings: SamplingSettings,
    clock: Clock,
    sampler: CpuSampler = new V8CpuSampler(),
    samplerStartNs = 0,
  ) {
    this.#rules = rules;
    this.#settings = settings;
    this.#clock = clock;
    this.#sampler = sampler;
    this.#startNs = samplerStartNs;
    this.#intervals = new IntervalTally(settings.sampleIntervalUs);
    this.#longestPauseNs = settings.sampleIntervalUs * 1_000 * SAMPLES_PER_READING;
    this.#code = new CodeMap(rules, []);
  }

  /** Before the rules compile: V8 does not see loops that were compiled before. */
  async start(): Promise<void> {
    const beganNs = this.#clock();
    this.#sampler.start(this.#settings.sampleIntervalUs);
    this.#startNs += this.#clock() - beganNs;
  }

  /**
   * After the rules have compiled, right before the first batch: what was sampled so far is not of the run.
   *
   * @param scripts what was made of the EQL rules
   */
  begin(scripts: readonly RuleScript[]): void {
    const beganNs = this.#clock();
    this.#code = new CodeMap(this.#rules, scripts);
    if (this.#settings.keepTrace) this.#trace = new TraceBuilder(this.#code);
    this.#sampler.take();
    const nowNs = this.#clock();
    this.#startNs += nowNs - beganNs;
    this.#nextReadingNs = nowNs + this.#pauseNs(0);
  }

  afterBatch(_events: number): void {
    const nowNs = this.#clock();
    if (nowNs < this.#nextReadingNs) return;
    this.#read(this.#sampler.take());
    const tookNs = this.#clock() - nowNs;
    this.#readNs += tookNs;
    this.#nextReadingNs = nowNs + tookNs + this.#pauseNs(tookNs);
    this.#readings++;
  }

  /** How often samples were read while the run goes on: with each reading, `soFar` has more to tell. */
  get readings(): number {
    return this.#readings;
  }

  /** What the samples that were read say, without the samples themselves. */
  soFar(): Omit<SamplingFindings, 'trace'> {
    const { samples, others } = this.#counts;
    return {
      intervalUs: this.#settings.sampleIntervalUs,
      observedIntervalUs: this.#intervals.medianUs,
      samples,
      rules: this.#counts.rules(),
      hotSpots: this.#counts.hotSpots(),
      others: { ...others },
      missedShare: this.#intervals.gapShare,
      startNs: this.#startNs,
      readNs: this.#readNs,
    };
  }

  async stop(): Promise<SamplingFindings> {
    const beganNs = this.#clock();
    this.#read(this.#sampler.stop());
    this.#readNs += this.#clock() - beganNs;
    return { ...this.soFar(), ...(this.#trace !== undefined && { trace: this.#trace.build() }) };
  }

  #pauseNs(tookNs: number): number {
    return Math.min(this.#longestPauseNs, Math.max(READ_EVERY_NS, tookNs / READ_SHARE));
  }

  #read(profile: CpuProfile): void {
    const ticks = sampleOwners(profile, this.#code);
    this.#counts.add(profile, ticks);
    this.#trace?.add(profile, ticks);
    // The first is counted from when V8 was told to begin, not from a sample.
    for (const deltaUs of profile.timeDeltas?.slice(1) ?? []) this.#intervals.add(deltaUs);
  }
}
