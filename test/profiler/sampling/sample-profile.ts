import type { Rule } from '../../../src/engine/rule.ts';
import type { RuleScript } from '../../../src/engine/rule-script.ts';
import { ruleUrl } from '../../../src/engine/rule-url.ts';
import { CodeMap } from '../../../src/profiler/sampling/code-map.ts';
import type { CpuProfile } from '../../../src/profiler/sampling/cpu-sampler.ts';
import { ruleOf } from '../../support/rule.ts';

/** A frame, what V8 saw of it, and what it called. */
export interface SampleNode {
  readonly name?: string;
  readonly url?: string;
  /** From 0, as frames count. */
  readonly line?: number;
  readonly hits?: number;
  /** Lines from 1, and how often each was seen. */
  readonly ticks?: Readonly<Record<number, number>>;
  readonly calls?: readonly SampleNode[];
}

/** A profile as V8 would give it, with one sample per hit in the order of the nodes. */
export function profileOf(calls: readonly SampleNode[], deltaUs = 1_000): CpuProfile {
  const nodes: CpuProfile['nodes'] = [];
  const samples: number[] = [];
  const add = ({ name = '', url = '', line = -1, hits = 0, ticks = {}, calls = [] }: SampleNode): number => {
    const id = nodes.length + 1;
    const children: number[] = [];
    nodes.push({
      id,
      callFrame: { functionName: name, scriptId: '1', url, lineNumber: line, columnNumber: line },
      hitCount: hits,
      positionTicks: Object.entries(ticks).map(([at, count]) => ({ line: Number(at), ticks: count })),
      children,
    });
    for (let hit = 0; hit < hits; hit++) samples.push(id);
    for (const call of calls) children.push(add(call));
    return id;
  };
  add({ name: '(root)', calls });
  return {
    nodes,
    samples,
    timeDeltas: samples.map(() => deltaUs),
    startTime: 0,
    endTime: samples.length * deltaUs,
  };
}

/** The first line of the script of the EQL rule in {@link sampleCode}. */
export const SCRIPT_LINE = 1_000_000;

/** `process.name == "a"`, on line 2 of the script, and `process.pid == 1`, on line 3. */
export const EQL = ruleOf('process where\n  process.name == "a" and process.pid == 1', { id: 'eql' });
export const SEQUENCE = ruleOf('// why\nsequence [process where true]\n  [file where true]', { id: 'seq/1' });
export const WASM = { ...EQL, id: 'wasm', kind: 'wasm' } as unknown as Rule;
export const LUA = { ...EQL, id: 'lua', kind: 'lua' } as unknown as Rule;

/** A map of one rule of each kind: 0 EQL, 1 sequence, 2 Wasm, 3 Lua. */
export function sampleCode(): CodeMap {
  const spanOf = (part: string) => {
    const offset = EQL.text.indexOf(part);
    const column = offset - EQL.text.lastIndexOf('\n', offset);
    return {
      start: { offset, line: 2, column },
      end: { offset: offset + part.length, line: 2, column: column + part.length },
    };
  };
  const scripts: RuleScript[] = [
    {
      rule: 0,
      firstLine: SCRIPT_LINE,
      lineSpans: [undefined, spanOf('process.name == "a"'), spanOf('process.pid == 1'), undefined],
    },
  ];
  return new CodeMap([EQL, SEQUENCE, WASM, LUA], scripts);
}

/** The frame of the condition of the EQL rule. */
export const condition = (node: SampleNode = {}): SampleNode => ({
  name: 'condition',
  url: ruleUrl('eql'),
  line: SCRIPT_LINE - 1,
  ...node,
});

/** The frame that a rule's interpreter, module or state machine is called through. */
export const wrapper = (id: string, node: SampleNode = {}): SampleNode => ({
  url: ruleUrl(id),
  line: 0,
  ...node,
});
