import { describe, expect, it } from 'vitest';
import { LEAST_RULE_SAMPLES, SampleCounts } from '../../../src/profiler/sampling/sample-counts.ts';
import { sampleOwners } from '../../../src/profiler/sampling/sample-owners.ts';
import { condition, profileOf, type SampleNode, SCRIPT_LINE, sampleCode, wrapper } from './sample-profile.ts';

function counted(...profiles: readonly (readonly SampleNode[])[]): SampleCounts {
  const code = sampleCode();
  const counts = new SampleCounts();
  for (const calls of profiles) {
    const profile = profileOf(calls);
    counts.add(profile, sampleOwners(profile, code));
  }
  return counts;
}

const clauses = (first: number, second: number): SampleNode =>
  condition({ hits: first + second, ticks: { [SCRIPT_LINE + 1]: first, [SCRIPT_LINE + 2]: second } });

describe('SampleCounts', () => {
  it('adds profiles up, and names the hottest places first with their shares of the rule', () => {
    const [rule] = counted([clauses(10, 20)], [clauses(0, 10)]).rules();
    expect(rule).toMatchObject({ rule: 0, samples: 40 });
    expect(rule!.hotSpots.map(({ text, samples, share }) => [text, samples, share])).toEqual([
      ['process.pid == 1', 30, 0.75],
      ['process.name == "a"', 10, 0.25],
    ]);
    const [low, high] = rule!.hotSpots[0]!.interval!;
    expect(low).toBeGreaterThan(0.5);
    expect(low).toBeLessThan(0.75);
    expect(high).toBeGreaterThan(0.75);
    expect(high).toBeLessThan(0.9);
  });

  it('says nothing of places where samples are too few', () => {
    expect(counted([clauses(LEAST_RULE_SAMPLES - 1, 0)]).rules()[0]!.hotSpots).toEqual([]);
    expect(counted([clauses(LEAST_RULE_SAMPLES, 0)]).rules()[0]!.hotSpots).toHaveLength(1);
  });

  it('of all rules together, shares are of the samples of all rules, and rare places are left out', () => {
    const counts = counted([clauses(12, 4), wrapper('seq/1', { hits: 24 }), { name: '(idle)', hits: 100 }]);
    expect(counts.hotSpots().map(({ rule, samples, share }) => [rule, samples, share])).toEqual([
      [1, 24, 0.6],
      [0, 12, 0.3],
    ]);
    expect(counts.others).toEqual({ idle: 100 });
  });
});
