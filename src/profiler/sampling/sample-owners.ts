import type { Phase } from '../../engine/probe.ts';
import type { RuleIndex } from '../../engine/rule.ts';
import type { CodeMap, Spot } from './code-map.ts';
import type { CpuProfile } from './cpu-sampler.ts';
import { phaseOfModule } from './phase-of-module.ts';

/** Where a sample goes that no rule takes: a phase, or V8's word for having seen no code. */
export type OtherOwner = Phase | 'idle' | 'program' | 'unattributed';

/** Whose samples are. */
export type Owner =
  | { readonly rule: RuleIndex; readonly spot: Spot | undefined }
  | { readonly rule: undefined; readonly other: OtherOwner };

/** Samples of one node that have one owner. */
export interface OwnedTicks {
  readonly owner: Owner;
  readonly samples: number;
}

type ProfileNode = CpuProfile['nodes'][number];

const UNATTRIBUTED: Owner = { rule: undefined, other: 'unattributed' };

/** What V8 calls the nodes that stand for no function. */
const WITHOUT_FUNCTION: ReadonlyMap<string, OtherOwner> = new Map([
  ['(garbage collector)', 'gc'],
  ['(idle)', 'idle'],
  ['(program)', 'program'],
]);

/**
 * Decides for each node of a profile whose its samples are. What a rule calls is the rule's, and of the clause that
 * called it: clauses call from functions of their own. Lines decide what the stack does not show, as of code that was
 * inlined V8 keeps the line.
 *
 * @returns by the node's id
 */
export function sampleOwners(profile: CpuProfile, code: CodeMap): ReadonlyMap<number, readonly OwnedTicks[]> {
  const owners = new Map<number, Owner>();
  const ticks = new Map<number, readonly OwnedTicks[]>();
  const parents = parentsOf(profile);
  // V8 lists a node before its children.
  for (const node of profile.nodes) {
    const below = owners.get(parents.get(node.id) ?? -1) ?? UNATTRIBUTED;
    const owner = ownerOfFrame(node, below, code);
    owners.set(node.id, owner);
    if (node.hitCount !== undefined && node.hitCount > 0) ticks.set(node.id, splitByLine(node, owner, code));
  }
  return ticks;
}

/** By the id of a node, that of its parent. */
export function parentsOf(profile: CpuProfile): ReadonlyMap<number, number> {
  const parents = new Map<number, number>();
  for (const { id, children } of profile.nodes) {
    for (const child of children ?? []) parents.set(child, id);
  }
  return parents;
}

function ownerOfFrame({ callFrame }: ProfileNode, below: Owner, code: CodeMap): Owner {
  const { url, functionName, lineNumber } = callFrame;
  const rule = code.ruleOf(url);
  if (rule !== undefined) {
    // Frames count lines from 0.
    const spot = code.ownerOf(lineNumber + 1)?.spot;
    const isScript = code.ownerOf(lineNumber + 1) !== undefined;
    return { rule, spot: isScript ? spot : code.machineOf(rule) };
  }
  if (below.rule !== undefined) {
    if (url.startsWith('wasm://') && code.rules[below.rule]!.kind === 'wasm') {
      return { rule: below.rule, spot: code.functionOf(below.rule, functionName) };
    }
    return below;
  }
  const other = url === '' ? WITHOUT_FUNCTION.get(functionName) : phaseOfModule(url, lineNumber + 1);
  return other === undefined ? below : { rule: undefined, other };
}

function splitByLine(
  { hitCount = 0, positionTicks = [] }: ProfileNode,
  owner: Owner,
  code: CodeMap,
): OwnedTicks[] {
  const split: OwnedTicks[] = [];
  let left = hitCount;
  for (const { line, ticks } of positionTicks) {
    const found = code.ownerOf(line);
    // A line that is of no clause says less than the stack may.
    if (found === undefined || (found.spot === undefined && owner.rule !== undefined)) continue;
    const samples = Math.min(ticks, left);
    left -= samples;
    if (samples > 0) split.push({ owner: { rule: found.rule, spot: found.spot }, samples });
  }
  if (left > 0) split.push({ owner, samples: left });
  return split;
}
