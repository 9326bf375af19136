import { describe, expect, it } from 'vitest';
import { sampleOwners } from '../../../src/profiler/sampling/sample-owners.ts';
import { type SampleTrace, TraceBuilder } from '../../../src/profiler/sampling/sample-trace.ts';
import { condition, profileOf, type SampleNode, SCRIPT_LINE, sampleCode } from './sample-profile.ts';

function traced(profiles: readonly (readonly SampleNode[])[], maxSamples?: number): SampleTrace {
  const code = sampleCode();
  const builder = new TraceBuilder(code, maxSamples);
  for (const calls of profiles) {
    const profile = profileOf(calls);
    builder.add(profile, sampleOwners(profile, code));
  }
  return builder.build();
}

/** Each sample as the names of its frames, the bottom first. */
function stacks({ frames, nodeFrames, nodeParents, samples }: SampleTrace): string[] {
  return samples.map((top) => {
    const names: string[] = [];
    for (let node = top; node !== -1; node = nodeParents[node]!)
      names.unshift(frames[nodeFrames[node]!]!.name);
    return names.join(' / ');
  });
}

const RULE: SampleNode = { name: 'run', calls: [condition({ hits: 3, ticks: { [SCRIPT_LINE + 2]: 2 } })] };

describe('TraceBuilder', () => {
  it('names rules, and their clauses on top of them', () => {
    expect(stacks(traced([[RULE]]))).toEqual([
      'run / eql / eql > process.pid == 1',
      'run / eql / eql > process.pid == 1',
      'run / eql',
    ]);
  });

  it('says where in its file a clause is', () => {
    const clause = traced([[RULE]]).frames.find(({ name }) => name.includes('>'));
    expect(clause).toEqual({ name: 'eql > process.pid == 1', file: 'test-rule.eql', line: 2, column: 27 });
  });

  it('puts profiles one after the other, with equal stacks as one', () => {
    const one = traced([[RULE]]);
    const two = traced([[RULE], [RULE]]);
    expect(two.nodeFrames).toEqual(one.nodeFrames);
    expect(two.samples).toEqual([...one.samples, ...one.samples]);
    expect(two.deltasUs).toEqual([0, 1_000, 1_000, 0, 1_000, 1_000]);
  });

  it('keeps what it was allowed to, and says how much it dropped', () => {
    const trace = traced([[RULE], [RULE]], 4);
    expect(trace.samples).toHaveLength(4);
    expect(trace.deltasUs).toHaveLength(4);
    expect(trace.dropped).toBe(2);
  });
});
