import type { Clock } from './clock.ts';
import { calibrateTiming, type SectionCost } from './latency/timing-cost.ts';
import { type CpuSampler, V8CpuSampler } from './sampling/cpu-sampler.ts';

/**
 * What instruments need that no rule has a part in. It takes some forty milliseconds, and a thread that waits for its
 * rules has them to spare.
 */
export class HeadStart {
  readonly sampleIntervalUs: number;
  /** Samples already. */
  readonly sampler: CpuSampler;
  /** What it took to start it; nanoseconds. */
  readonly samplerStartNs: number;
  readonly timingCost: SectionCost;

  /** To be used by a run of this thread with the same interval, or to be discarded. */
  constructor(sampleIntervalUs: number, clock: Clock, sampler: CpuSampler = new V8CpuSampler()) {
    const beganNs = clock();
    this.sampleIntervalUs = sampleIntervalUs;
    this.sampler = sampler;
    sampler.start(sampleIntervalUs);
    this.samplerStartNs = clock() - beganNs;
    // With V8 watching, as it does when rules are timed.
    this.timingCost = calibrateTiming(clock);
  }

  discard(): void {
    this.sampler.stop();
  }
}
