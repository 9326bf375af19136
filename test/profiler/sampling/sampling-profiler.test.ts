import { describe, expect, it } from 'vitest';
import type { CpuProfile, CpuSampler } from '../../../src/profiler/sampling/cpu-sampler.ts';
import { SamplingProfiler } from '../../../src/profiler/sampling/sampling-profiler.ts';
import { FakeClock } from '../fake-clock.ts';
import { condition, EQL, profileOf, SCRIPT_LINE } from './sample-profile.ts';

/** Gives the profiles it was made of, one by one. */
class ScriptedSampler implements CpuSampler {
  readonly calls: string[] = [];
  readonly #profiles: CpuProfile[];

  constructor(...profiles: CpuProfile[]) {
    this.#profiles = profiles;
  }

  start(intervalUs: number): void {
    this.calls.push(`start ${intervalUs}`);
  }

  take(): CpuProfile {
    this.calls.push('take');
    return this.#profiles.shift()!;
  }

  stop(): CpuProfile {
    this.calls.push('stop');
    return this.#profiles.shift()!;
  }
}

const SCRIPTS = [{ rule: 0, firstLine: SCRIPT_LINE, lineSpans: [undefined, EQL.query.span] }];
const of = (hits: number) => profileOf([condition({ hits })], 1_100);
const SETTINGS = { sampleIntervalUs: 1_000, keepTrace: false };

describe('SamplingProfiler', () => {
  it('leaves out what was sampled while rules compiled', async () => {
    const sampler = new ScriptedSampler(of(500), of(30));
    const profiler = new SamplingProfiler([EQL], SETTINGS, new FakeClock().read, sampler);
    await profiler.start();
    profiler.begin(SCRIPTS);
    const findings = await profiler.stop();
    expect(sampler.calls).toEqual(['start 1000', 'take', 'stop']);
    expect(findings).toMatchObject({
      samples: 30,
      intervalUs: 1_000,
      observedIntervalUs: 1_100,
      missedShare: 0,
    });
    expect(findings.rules).toEqual([{ rule: 0, samples: 30, hotSpots: [] }]);
  });

  it('empties V8 every 50,000 intervals, so that a long run takes no more memory', async () => {
    const clock = new FakeClock();
    const sampler = new ScriptedSampler(of(1), of(20), of(30), of(40));
    const profiler = new SamplingProfiler([EQL], SETTINGS, clock.read, sampler);
    await profiler.start();
    profiler.begin(SCRIPTS);
    for (let second = 0; second < 100; second++) {
      clock.advance(1e9);
      profiler.afterBatch(second);
    }
    expect((await profiler.stop()).samples).toBe(90);
    expect(sampler.calls).toEqual(['start 1000', 'take', 'take', 'take', 'stop']);
  });

  it('keeps the samples themselves where that is asked for', async () => {
    const run = async (keepTrace: boolean) => {
      const sampler = new ScriptedSampler(of(1), of(3));
      const profiler = new SamplingProfiler([EQL], { ...SETTINGS, keepTrace }, new FakeClock().read, sampler);
      await profiler.start();
      profiler.begin(SCRIPTS);
      return profiler.stop();
    };
    expect((await run(true)).trace!.samples).toHaveLength(3);
    expect((await run(false)).trace).toBeUndefined();
  });

  it('gives plain data, as it travels between threads', async () => {
    const profiler = new SamplingProfiler(
      [EQL],
      { ...SETTINGS, keepTrace: true },
      new FakeClock().read,
      new ScriptedSampler(of(1), of(30)),
    );
    await profiler.start();
    profiler.begin(SCRIPTS);
    const findings = await profiler.stop();
    expect(structuredClone(findings)).toEqual(findings);
  });
});
