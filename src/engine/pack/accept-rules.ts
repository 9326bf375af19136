import type { Diagnostic } from '../diagnostic.ts';
import type { Rule } from '../rule.ts';
import { fileDiagnostic } from './file-diagnostic.ts';
import { type CheckedDraft, parseDraft } from './parse-draft.ts';
import { checkPredicate, type PredicateContext } from './predicates/check-predicate.ts';
import { quote } from './quote.ts';
import type { RuleDraft } from './rule-draft.ts';

/** Checks the drafts and sorts the rules by id. Of two with the same id the first in path order stays. */
export async function acceptRules(
  drafts: readonly RuleDraft[],
  context: PredicateContext,
  diagnostics: Diagnostic[],
): Promise<Rule[]> {
  const rules = new Map<string, Rule>();
  for (const draft of drafts) {
    const checked = await check(draft, context);
    if ('faults' in checked) {
      diagnostics.push(...checked.faults);
      continue;
    }
    const { rule, warnings } = checked;
    const first = rules.get(rule.id);
    if (first === undefined) {
      rules.set(rule.id, rule);
      diagnostics.push(...warnings);
      continue;
    }
    diagnostics.push(duplicate(draft, first));
  }
  return [...rules.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

async function check(draft: RuleDraft, context: PredicateContext): Promise<CheckedDraft> {
  // Rules in EQL come by the thousand, and waiting for nothing takes time as well.
  return draft.kind === 'eql' ? parseDraft(draft) : await checkPredicate(draft, context);
}

function duplicate(draft: RuleDraft, first: Rule): Diagnostic {
  const message = `the rule id ${quote(draft.id)} is taken by ${first.origin.file}; this rule is left out`;
  const fault = { code: 'duplicate-id', message, advice: 'Give one of the two rules another id.' };
  return fileDiagnostic(draft.source, fault, draft.kind === 'eql' ? draft.location : undefined);
}
