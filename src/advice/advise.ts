import { placeInFile } from '../engine/place-in-file.ts';
import type { Rule, RuleIndex } from '../engine/rule.ts';
import type { MetricsTable } from '../profiler/metrics-table.ts';
import type { RunFindings } from '../profiler/run-findings.ts';
import type { AdviceEntry } from '../report/rule-advice.ts';
import type { Advice, AdviceKind } from './advice-kind.ts';
import { alertsOnMostEvents } from './kinds/alerts-on-most-events.ts';
import { caseFoldingInVain } from './kinds/case-folding-in-vain.ts';
import { clauseAlwaysTrue } from './kinds/clause-always-true.ts';
import { clauseNeverTrue } from './kinds/clause-never-true.ts';
import { expensiveClauseFirst } from './kinds/expensive-clause-first.ts';
import { fieldNeverOccurs } from './kinds/field-never-occurs.ts';
import { genericFirstStep } from './kinds/generic-first-step.ts';
import { manyHostCalls } from './kinds/many-host-calls.ts';
import { neverRan } from './kinds/never-ran.ts';
import { patternCouldBePlain } from './kinds/pattern-could-be-plain.ts';
import { sequenceWithoutMaxspan } from './kinds/sequence-without-maxspan.ts';
import { stateOnlyGrows } from './kinds/state-only-grows.ts';
import { excerpt } from './quoted.ts';
import type { RuleEvidence } from './rule-evidence.ts';

/** What a finished run shows of its rules. */
export interface AdvisedRun {
  readonly rules: readonly Rule[];
  readonly table: MetricsTable;
  readonly findings: RunFindings;
}

/** Those that say why a rule is silent come after those that spare time. */
const KINDS: readonly AdviceKind[] = [
  expensiveClauseFirst,
  patternCouldBePlain,
  caseFoldingInVain,
  clauseAlwaysTrue,
  genericFirstStep,
  sequenceWithoutMaxspan,
  stateOnlyGrows,
  manyHostCalls,
  alertsOnMostEvents,
  neverRan,
  fieldNeverOccurs,
  clauseNeverTrue,
];

/** The text of a clause in the run file; characters. */
const MAX_TEXT_LENGTH = 300;

/**
 * What would make each rule better, by rule: what spares most time first, then in the order of the kinds. Holds text of
 * rules, which is untrusted.
 */
export function advise(run: AdvisedRun): readonly (readonly AdviceEntry[])[] {
  const allRulesNs = run.table.cpuTimeNs.reduce((sum, timeNs) => sum + timeNs, 0);
  return run.rules.map((rule, index) => {
    const evidence = evidenceOf(run, index, allRulesNs);
    return KINDS.flatMap((kind) => kind(evidence))
      .toSorted((left, right) => (right.savesNs ?? -1) - (left.savesNs ?? -1))
      .map((advice) => entryOf(rule, advice));
  });
}

function evidenceOf(
  { rules, table, findings }: AdvisedRun,
  rule: RuleIndex,
  allRulesNs: number,
): RuleEvidence {
  const memory = findings.memory?.rules[rule];
  return {
    rule: rules[rule]!,
    allRulesNs,
    cpuTimeNs: table.cpuTimeNs[rule]!,
    offered: table.offered[rule]!,
    evaluations: table.evaluations[rule]!,
    matches: table.matches[rule]!,
    alerts: table.alerts[rule]!,
    quarantined: table.quarantined[rule]! > 0,
    steps: Array.from({ length: table.stepsOf(rule) }, (_, step) => {
      const at = table.stepIndex(rule, step);
      return { evaluations: table.stepEvaluations[at]!, matches: table.stepMatches[at]! };
    }),
    peakPartialMatches: ofKind(table.peakPartialMatches[rule]!),
    hostCalls: ofKind(table.hostCalls[rule]!),
    leak: memory?.leak === true ? (memory.growth ?? undefined) : undefined,
    census: findings.census?.filters.filter((filter) => filter.rule === rule) ?? [],
  };
}

/** The table says NaN of what a rule does not have. */
function ofKind(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

function entryOf({ text, origin }: Rule, advice: Advice): AdviceEntry {
  const { code, finding, action, span, evidence, savesNs } = advice;
  const place = span === undefined ? null : placeInFile(origin, span.start);
  return {
    code,
    finding,
    action,
    text: span === undefined ? null : excerpt(text, span, MAX_TEXT_LENGTH),
    line: place?.line ?? null,
    column: place?.column ?? null,
    evidence: { ...evidence },
    saves_ns: savesNs === null ? null : Math.round(savesNs),
  };
}
