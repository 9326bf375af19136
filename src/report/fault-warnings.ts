import type { RuleFaults } from '../profiler/fault-log.ts';
import { faultsEntry } from './rule-faults.ts';
import type { Warning } from './warnings.ts';

/**
 * What a reader must know of rules that failed: those taken out first, then those that went on, in the pack's order.
 *
 * @param ruleIds of the whole pack
 * @param faultsOf what a rule did wrong, by its place in the pack
 */
export function faultWarnings(
  ruleIds: readonly string[],
  faultsOf: (rule: number) => RuleFaults | undefined,
): Warning[] {
  const quarantined: Warning[] = [];
  const survived: Warning[] = [];
  for (const [rule, ruleId] of ruleIds.entries()) {
    const found = faultsOf(rule);
    if (found === undefined) continue;
    const faults = faultsEntry(found);
    if (found.quarantine === undefined) survived.push({ code: 'rule-faults', ruleId, faults });
    else quarantined.push({ code: 'rule-quarantined', ruleId, faults });
  }
  return [...quarantined, ...survived];
}
