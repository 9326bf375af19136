import { RULE_TYPES, type RuleType } from '../../rule-type.ts';
import type { RuleRow } from '../../run-file.ts';
import { ruleTitle } from './rule-title.ts';

/** A part of the time of all rules, made of smaller parts. */
export interface TimeNode {
  readonly name: string;
  /** Null of the whole. */
  readonly type: RuleType | null;
  readonly timeNs: number;
  /** The largest first; together never more than the whole. */
  readonly children: readonly TimeNode[];
  /** Time of a rule that is not told apart any further. */
  readonly isRest: boolean;
}

/** Below this part of a rule, what is not told apart is not worth a word. */
const MIN_REST_SHARE = 0.001;

/** The time of all rules by kind, rule, and clause or line. Rules that took no time are not in it. */
export function timeTree(rules: readonly RuleRow[]): TimeNode {
  const kinds = RULE_TYPES.map((type) => {
    const ofKind = rules.filter((row) => row.type === type && row.cpu_time_ns > 0).map(ruleNode);
    return parent(type, type, ofKind);
  });
  return parent(
    'all rules',
    null,
    kinds.filter(({ timeNs }) => timeNs > 0),
  );
}

function parent(name: string, type: RuleType | null, children: readonly TimeNode[]): TimeNode {
  const timeNs = children.reduce((sum, child) => sum + child.timeNs, 0);
  return { name, type, timeNs, children: bySize(children), isRest: false };
}

function ruleNode(row: RuleRow): TimeNode {
  const { type, cpu_time_ns: timeNs, hot_spots: spots } = row;
  const known = (spots ?? []).reduce((sum, { share }) => sum + share, 0);
  // Shares are estimates, each rounded by itself: together they may be a little more than all.
  const scale = timeNs / Math.max(1, known);
  const children = (spots ?? [])
    .filter(({ share }) => share > 0)
    .map(({ text, share }) => leaf(text, type, share * scale, false));
  const restNs = timeNs - known * scale;
  if (children.length > 0 && restNs > MIN_REST_SHARE * timeNs) {
    children.push(leaf('not told apart', type, restNs, true));
  }
  return { name: ruleTitle(row), type, timeNs, children: bySize(children), isRest: false };
}

function leaf(name: string, type: RuleType, timeNs: number, isRest: boolean): TimeNode {
  return { name, type, timeNs, children: [], isRest };
}

function bySize(nodes: readonly TimeNode[]): TimeNode[] {
  return nodes.toSorted((left, right) => right.timeNs - left.timeNs);
}
