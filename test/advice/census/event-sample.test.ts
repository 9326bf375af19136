import { describe, expect, it } from 'vitest';
import { EventSample } from '../../../src/advice/census/event-sample.ts';
import { ecsVocabulary } from '../../../src/engine/events/ecs-vocabulary.ts';
import type { EventRecord } from '../../../src/engine/events/field-value.ts';
import { seededRandom } from '../../../src/profiler/seeded-random.ts';

/** A sample of a stream of numbered events, in batches. */
function sampled(count: number, limits: { events: number; bytes: number }, seed = 7, text = '') {
  const sample = new EventSample(seededRandom(seed), limits);
  for (let start = 0; start < count; start += 100) {
    const records = Array.from(
      { length: Math.min(100, count - start) },
      (_, at): EventRecord => ({ at: start + at, text }),
    );
    sample.add({ vocabulary: ecsVocabulary, records, eventNumbers: [] });
    // As the decoder does with a batch that was taken.
    records.length = 0;
  }
  return sample.take().flatMap(({ records }) => records.map(({ at }) => at as number));
}

const roomy = { events: 64, bytes: 1e9 };

describe('a sample of events', () => {
  it('is all of a short stream, in its order', () => {
    expect(sampled(64, roomy)).toEqual(Array.from({ length: 64 }, (_, at) => at));
  });
  it('of a long one holds no more than it may, and no less than a quarter of that', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { length } = sampled(5_000, roomy, seed);
      expect(length).toBeGreaterThanOrEqual(16);
      expect(length).toBeLessThanOrEqual(64);
    }
  });
  it('comes from all of the stream alike', () => {
    // 300 samples of about 45: each fifth of the stream gets about 2,700, give or take 50.
    const fifths = [0, 0, 0, 0, 0];
    for (let seed = 1; seed <= 300; seed++) {
      for (const at of sampled(1_000, roomy, seed * 7_919)) fifths[Math.floor(at / 200)]!++;
    }
    const mean = fifths.reduce((sum, one) => sum + one, 0) / 5;
    for (const one of fifths) expect(Math.abs(one - mean)).toBeLessThan(0.1 * mean);
  });
  it('is the same for the same seed', () => {
    expect(sampled(5_000, roomy, 3)).toEqual(sampled(5_000, roomy, 3));
    expect(sampled(5_000, roomy, 3)).not.toEqual(sampled(5_000, roomy, 4));
  });
  it('holds fewer events where they are large', () => {
    const large = sampled(2_000, { events: 64, bytes: 20_000 }, 7, 'x'.repeat(1_000));
    expect(large.length).toBeLessThanOrEqual(24);
  });
  it('holds no more of large events that come at regular distances', () => {
    const limits = { events: 4_096, bytes: 200_000 };
    for (let phase = 0; phase < 8; phase++) {
      const sample = new EventSample(seededRandom(7), limits);
      const records = Array.from(
        { length: 1_600 },
        (_, at): EventRecord => ({ text: 'x'.repeat(at % 8 === phase ? 10_000 : 1) }),
      );
      sample.add({ vocabulary: ecsVocabulary, records, eventNumbers: [] });
      const kept = sample.take().flatMap((one) => one.records);
      const bytes = kept.reduce((sum, { text }) => sum + (text as string).length, 0);
      expect(bytes).toBeLessThan(3 * limits.bytes);
    }
  });
  it('is forgotten when it was taken', () => {
    const sample = new EventSample(seededRandom(1), roomy);
    sample.add({ vocabulary: ecsVocabulary, records: [{}], eventNumbers: [1] });
    expect(sample.take()).toHaveLength(1);
    expect(sample.take()).toEqual([]);
  });
});
