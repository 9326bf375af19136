import type { Rule, RuleIndex } from '../../engine/rule.ts';
import type { HotSpot } from '../../profiler/hot-spot.ts';
import type { MetricsTable } from '../../profiler/metrics-table.ts';
import { faultsEntry, quarantineText, survivedText } from '../../report/rule-faults.ts';
import type { RuleDetails } from './live-snapshot.ts';
import { queryAdvice, ruleAdvice } from './rule-advice.ts';
import type { RunKnowledge } from './run-knowledge.ts';

/** What is known of one rule beside its figures. */
export type KnownDetails = Omit<RuleDetails, 'latency'>;

/**
 * Tells what is known of a rule by now, each time anew.
 *
 * @param knowledge what is known of the run at that moment
 */
export function createRuleDetails(
  rules: readonly Rule[],
  table: MetricsTable,
  knowledge: () => RunKnowledge,
): (rule: RuleIndex) => KnownDetails {
  // A query does not change, and reading a long one takes longer than a frame may.
  const adviceOfQuery = new Map<RuleIndex, readonly string[]>();
  return (rule) => {
    const known = knowledge();
    const ofQuery = adviceOfQuery.get(rule) ?? queryAdvice(rules[rule]!);
    adviceOfQuery.set(rule, ofQuery);
    return {
      hotSpots: hotSpotsOf(rule, known),
      faults: faultTexts(rule, known),
      advice: [...ruleAdvice(rules[rule]!, rule, table, known), ...ofQuery],
    };
  };
}

/** Null before the run has told; empty where there were too few samples to say. */
function hotSpotsOf(rule: RuleIndex, { faults, findings }: RunKnowledge): readonly HotSpot[] | null {
  if (findings?.sampling === undefined) return null;
  // Its time is then that of an evaluation nobody watched, so lines that were watched before do not tell where it went.
  const ranOutOfTime = faults.of(rule)?.countOfKind.has('time') === true;
  const lines = ranOutOfTime ? undefined : findings.luaLines?.rules.find((one) => one.rule === rule)?.spots;
  return lines ?? findings.sampling.rules.find((one) => one.rule === rule)?.hotSpots ?? [];
}

function faultTexts(rule: RuleIndex, { faults }: RunKnowledge): string[] {
  const found = faults.of(rule);
  if (found === undefined) return [];
  const entry = faultsEntry(found);
  return [`It ${found.quarantine === undefined ? survivedText(entry) : quarantineText(entry)}`];
}
