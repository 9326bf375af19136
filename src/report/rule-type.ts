import type { RuleKind } from '../engine/rule.ts';

/** A rule's kind as reports and alerts spell it. */
export const RULE_TYPES = ['EQL', 'Sequence', 'Lua', 'Wasm'] as const;

export type RuleType = (typeof RULE_TYPES)[number];

const TYPE_OF_KIND: Readonly<Record<RuleKind, RuleType>> = {
  eql: 'EQL',
  sequence: 'Sequence',
  lua: 'Lua',
  wasm: 'Wasm',
};

/** The reports' spelling of a rule's kind. */
export function ruleType(kind: RuleKind): RuleType {
  return TYPE_OF_KIND[kind];
}
