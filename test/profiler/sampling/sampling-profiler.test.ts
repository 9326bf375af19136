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

  /** A run of so many seconds, in which each reading takes so long. */
  const longRun = async (seconds: number, readingNs: number, sampleIntervalUs = 1_000) => {
    const clock = new FakeClock();
    const sampler = new ScriptedSampler(of(1), ...new Array<CpuProfile>(seconds).fill(of(20)));
    const take = sampler.take.bind(sampler);
    sampler.take = () => {
      clock.advance(readingNs);
      return take();
    };
    const profiler = new SamplingProfiler([EQL], { ...SETTINGS, sampleIntervalUs }, clock.read, sampler);
    await profiler.start();
    profiler.begin(SCRIPTS);
    const seen: number[] = [];
    for (let second = 0; second < seconds; second++) {
      clock.advance(1e9);
      const before = profiler.readings;
      profiler.afterBatch(second);
      if (profiler.readings > before) seen.push(profiler.soFar().samples);
    }
    return { seen, readings: profiler.readings, findings: await profiler.stop() };
  };

  it('reads every five seconds, and says each time what it has seen', async () => {
    const { seen, findings } = await longRun(22, 0);
    expect(seen).toEqual([20, 40, 60, 80]);
    expect(findings.samples).toBe(100);
  });

  it('reads less often where a reading takes long', async () => {
    expect((await longRun(100, 30e6)).readings).toBe(10);
  });

  it('empties V8 after 50,000 intervals however long that takes, so that a long run takes no more memory', async () => {
    expect((await longRun(100, 1e9)).readings).toBe(2);
    expect((await longRun(100, 1e9, 200)).readings).toBe(10);
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
