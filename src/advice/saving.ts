import type { FilterCensus, Trial } from './census/census-findings.ts';
import type { RuleEvidence } from './rule-evidence.ts';

/** What a trial says would have been spared. */
export interface Saving {
  readonly savesNs: number;
  /** What it rests on. */
  readonly evidence: Readonly<Record<string, number>>;
}

/** Less than that of a rule's own time is not worth a change, ... */
const MIN_SHARE_OF_RULE = 0.05;
/** ... nor less than that of the time of all rules. */
const MIN_SHARE_OF_ALL = 0.001;
/** Share of the rounds in which the rewritten condition must have taken less. */
const MIN_ROUNDS_FASTER = 0.8;

/**
 * The CPU time of this run that a rewritten condition would have spared: the same share of the rule's time as of the
 * condition's in the trial. A step is not all that a sequence spends time on, so there it is no more than what one event
 * spares times the evaluations of the step. Undefined where that is not worth a change, or not clear from the trial.
 */
export function savingOf(
  trial: Trial,
  { candidates, step }: FilterCensus,
  { cpuTimeNs, allRulesNs, evaluations, steps }: RuleEvidence,
): Saving | undefined {
  const { beforeNs, afterNs, rounds, roundsFaster } = trial;
  if (beforeNs <= 0 || roundsFaster < MIN_ROUNDS_FASTER * rounds) return undefined;
  const shareNs = cpuTimeNs * (1 - afterNs / beforeNs);
  // How often `until` ran is in no table.
  const runs = step === null ? evaluations : step === undefined ? 0 : (steps[step]?.evaluations ?? 0);
  const savesNs = step === null ? shareNs : Math.min(shareNs, (beforeNs - afterNs) * runs);
  const isWorthIt = savesNs >= MIN_SHARE_OF_RULE * cpuTimeNs && savesNs >= MIN_SHARE_OF_ALL * allRulesNs;
  if (!isWorthIt || savesNs <= 0) return undefined;
  const evidence = {
    sampled_events: candidates,
    evaluations: runs,
    before_ns_per_event: tenths(beforeNs),
    after_ns_per_event: tenths(afterNs),
    trial_rounds: rounds,
    trial_rounds_faster: roundsFaster,
  };
  return { savesNs, evidence };
}

/** More digits would only look exact. */
function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
