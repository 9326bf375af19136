import { describe, expect, test } from 'vitest';
import type { MemoryFindings } from '../../../src/profiler/memory/memory-findings.ts';
import { leakingRules } from './leaking-rules.ts';
import { events, replayMemory } from './replay-memory.ts';
import { steadyRules } from './steady-rules.ts';

const LENGTHS = [24_000, 30_000];

interface Judged {
  readonly name: string;
  readonly memory: MemoryFindings['rules'][number];
}

/** The same rules over streams of several lengths, as where a table doubles falls elsewhere in each. */
describe.each(LENGTHS)('over %i events', (count) => {
  let judged: Promise<{ leaking: Judged[]; steady: Judged[] }> | undefined;

  /** All rules in one replay, made when first asked for. */
  function judge() {
    judged ??= (async () => {
      const [leaking, steady] = await Promise.all([leakingRules(), steadyRules()]);
      const all = [...leaking, ...steady];
      const found = await replayMemory(
        all.map(({ rule }) => rule),
        events(count, count),
      );
      const named = all.map(({ name }, at) => ({ name, memory: found[at]! }));
      return { leaking: named.slice(0, leaking.length), steady: named.slice(leaking.length) };
    })();
    return judged;
  }

  test('every rule that leaks is found', async () => {
    const { leaking } = await judge();
    expect(leaking.length).toBeGreaterThanOrEqual(10);
    expect(leaking.filter(({ memory }) => memory.leak !== true).map(({ name }) => name)).toEqual([]);
  }, 60_000);

  test('no other is accused', async () => {
    const { steady } = await judge();
    expect(steady.length).toBeGreaterThanOrEqual(20);
    expect(steady.filter(({ memory }) => memory.leak === true).map(({ name }) => name)).toEqual([]);
  }, 60_000);

  test('what leaks grows, by an amount that is told', async () => {
    const { leaking } = await judge();
    for (const { name, memory } of leaking) {
      expect(memory.growth, name).not.toBeNull();
      expect(memory.growth!.bytesPer1kEvents, name).toBeGreaterThan(0);
      expect(memory.growth!.interval[0], name).toBeLessThanOrEqual(memory.growth!.bytesPer1kEvents);
    }
    const page = leaking.find(({ name }) => name === 'a page per 64 events')!;
    expect(page.memory.growth!.bytesPer1kEvents).toBeCloseTo((1_000 / 64) * 65_536, -4);
  }, 60_000);
});
