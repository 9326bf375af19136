import type { SideRule } from './side.ts';

/** A rule that both sides have. */
export interface RulePair {
  readonly base: SideRule;
  readonly head: SideRule;
  /** Whether its text differs; null where that is not known. */
  readonly isEdited: boolean | null;
}

/** Which rule of one side is which of the other. */
export interface MatchedRules {
  /** In the order of the head. A renamed rule is a pair whose ids differ. */
  readonly pairs: readonly RulePair[];
  readonly added: readonly SideRule[];
  readonly removed: readonly SideRule[];
}

/**
 * Matches the rules of two sides: by id first; what is left by text, then by file, where that leads to one rule on each
 * side and no more.
 *
 * @param samePack the packs have the same hash: then every text is the same, known or not
 */
export function matchRules(
  base: readonly SideRule[],
  head: readonly SideRule[],
  samePack: boolean,
): MatchedRules {
  const partnerOf = new Map<SideRule, SideRule>();
  const keys: ((rule: SideRule) => string | null)[] = [
    ({ id }) => id,
    ({ textHash }) => textHash,
    ({ file }) => file,
  ];
  for (const keyOf of keys) {
    const taken = new Set(partnerOf.values());
    const left = base.filter((rule) => !taken.has(rule));
    const right = head.filter((rule) => !partnerOf.has(rule));
    const bases = onlyOnes(left, keyOf);
    for (const [key, rule] of onlyOnes(right, keyOf)) {
      const partner = bases.get(key);
      if (partner !== undefined) partnerOf.set(rule, partner);
    }
  }
  const matched = new Set(partnerOf.values());
  const pairs = head.flatMap((rule): RulePair[] => {
    const partner = partnerOf.get(rule);
    return partner === undefined
      ? []
      : [{ base: partner, head: rule, isEdited: isEdited(partner, rule, samePack) }];
  });
  return {
    pairs,
    added: head.filter((rule) => !partnerOf.has(rule)),
    removed: base.filter((rule) => !matched.has(rule)),
  };
}

/** Rules by key, without those that share theirs: which of them is meant could only be guessed. */
function onlyOnes(
  rules: readonly SideRule[],
  keyOf: (rule: SideRule) => string | null,
): Map<string, SideRule> {
  const found = new Map<string, SideRule>();
  const shared = new Set<string>();
  for (const rule of rules) {
    const key = keyOf(rule);
    if (key === null) continue;
    if (found.has(key)) shared.add(key);
    found.set(key, rule);
  }
  for (const key of shared) found.delete(key);
  return found;
}

function isEdited(base: SideRule, head: SideRule, samePack: boolean): boolean | null {
  if (samePack) return false;
  return base.textHash === null || head.textHash === null ? null : base.textHash !== head.textHash;
}
