import { describe, expect, it } from 'vitest';
import { SampleCounts } from '../../../src/profiler/sampling/sample-counts.ts';
import { sampleOwners } from '../../../src/profiler/sampling/sample-owners.ts';
import { condition, profileOf, type SampleNode, SCRIPT_LINE, sampleCode, wrapper } from './sample-profile.ts';

const PROGRAM = new URL('../../../src/', import.meta.url).href;
const engine = (calls: readonly SampleNode[], node: SampleNode = {}): SampleNode => ({
  name: 'run',
  url: `${PROGRAM}engine/batch/filter-runner.ts`,
  line: 50,
  calls,
  ...node,
});
const helper = (node: SampleNode = {}): SampleNode => ({
  name: 'test',
  url: `${PROGRAM}engine/eql/patterns/text-test.ts`,
  line: 40,
  ...node,
});

/** Who has how many samples: rules with the text of the place, phases by name. */
function owners(...calls: readonly SampleNode[]): Record<string, number> {
  const found: Record<string, number> = {};
  for (const ticks of sampleOwners(profileOf(calls), sampleCode()).values()) {
    for (const { owner, samples } of ticks) {
      const name = owner.rule === undefined ? owner.other : `${owner.rule} ${owner.spot?.text ?? '-'}`;
      found[name] = (found[name] ?? 0) + samples;
    }
  }
  return found;
}

describe('sampleOwners', () => {
  it('a line of a script is the clause it computes; the loop around is of the rule only', () => {
    const ticks = { [SCRIPT_LINE + 1]: 3, [SCRIPT_LINE + 2]: 2, [SCRIPT_LINE]: 4 };
    expect(owners(engine([condition({ hits: 10, ticks })]))).toEqual({
      '0 process.name == "a"': 3,
      '0 process.pid == 1': 2,
      '0 -': 5,
    });
  });

  it('what a clause calls is of the clause, also through the frames of others', () => {
    const clause = { ...condition(), name: 'clause', line: SCRIPT_LINE + 1 };
    const deep = helper({ hits: 2, ticks: { 41: 2 }, calls: [{ name: 'RegExp: a+', hits: 5 }] });
    expect(owners(engine([condition({ calls: [{ ...clause, hits: 1, calls: [deep] }] })]))).toEqual({
      '0 process.pid == 1': 8,
    });
  });

  it('a call out of a line without a function of its own: V8 keeps the line of the caller', () => {
    const native = { name: 'includes', hits: 4, ticks: { [SCRIPT_LINE + 1]: 4 } };
    expect(owners(engine([condition({ calls: [native] })]))).toEqual({ '0 process.name == "a"': 4 });
  });

  it('lines of other files within a rule are of the rule', () => {
    expect(owners(engine([condition({ hits: 4, ticks: { 57: 4 } })]))).toEqual({ '0 -': 4 });
  });

  it('a rule that was inlined into the engine is known by its lines', () => {
    const ticks = { 51: 1, [SCRIPT_LINE + 1]: 6, [SCRIPT_LINE + 3]: 2 };
    expect(owners(engine([], { hits: 9, ticks }))).toEqual({
      '0 process.name == "a"': 6,
      '0 -': 2,
      index: 1,
    });
  });

  it('a module has its functions, an interpreter has none, a sequence is one place', () => {
    const wasm = (name: string, node: SampleNode = {}) => ({
      name,
      url: 'wasm://wasm/1234',
      line: 0,
      ...node,
    });
    const calls = [
      wasm('evaluate', { hits: 1, calls: [wasm('third', { hits: 5, calls: [helper({ hits: 2 })] })] }),
    ];
    expect(
      owners(
        engine([
          wrapper('wasm', { calls }),
          wrapper('lua', { calls: [wasm('luaV_execute', { hits: 3 })] }),
          wrapper('seq/1', { hits: 1, calls: [helper({ hits: 1 })] }),
        ]),
      ),
    ).toEqual({
      '2 evaluate': 1,
      '2 third': 7,
      '3 -': 3,
      '1 sequence [process where true] [file where true]': 2,
    });
  });

  it('everything else goes to phases by the file it is in, or to nobody', () => {
    const phase = (path: string, hits: number, calls: readonly SampleNode[] = []) => ({
      name: 'f',
      url: `${PROGRAM}${path}`,
      hits,
      calls,
    });
    const scan = { name: 'wasm-function[3]', url: 'wasm://wasm/5678', hits: 4 };
    expect(
      owners(
        phase('replay/input/read-chunks.ts', 1),
        phase('replay/input/split-lines.ts', 2, [scan]),
        phase('engine/batch/column-store.ts', 3),
        { name: '(garbage collector)', hits: 7 },
        { name: '(idle)', hits: 8 },
        { name: '(program)', hits: 9 },
        { name: 'other', url: 'node:internal/timers', hits: 10 },
        // A rule may not pass for a word of V8's.
        { name: '(idle)', url: 'file:///elsewhere.js', hits: 11 },
      ),
    ).toEqual({ read: 1, decode: 6, extract: 3, gc: 7, idle: 8, program: 9, unattributed: 21 });
  });

  it('no sample is lost or counted twice', () => {
    const calls = [engine([condition({ hits: 7, ticks: { [SCRIPT_LINE + 1]: 90 } })], { hits: 5 })];
    const profile = profileOf(calls);
    const counts = new SampleCounts();
    counts.add(profile, sampleOwners(profile, sampleCode()));
    expect(counts.samples).toBe(profile.samples!.length);
  });
});
