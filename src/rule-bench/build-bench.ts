import type { Rule } from '../engine/rule.ts';
import type { SchedulingFindings } from '../profiler/scheduling/scheduling-findings.ts';
import { ruleLabel } from '../report/rule-label.ts';
import { ruleType } from '../report/rule-type.ts';
import { schedulingEntry, schedulingWarnings } from '../report/scheduling.ts';
import { BENCH_VERSION, type BenchedRule, type BenchFile, type SideFigures } from './bench-file.ts';
import { type Finding, findingEntry } from './bench-findings.ts';
import type { BenchSubject, SubjectRounds } from './bench-rounds.ts';
import { type JudgedRule, judgeBench } from './judge-bench.ts';
import { type BenchPlan, CONTROLS } from './plan-bench.ts';
import { rankBenched } from './rank-benched.ts';
import type { Side } from './side.ts';
import { type SideSummary, sideFigures } from './side-figures.ts';
import type { Survey } from './survey-rules.ts';

/** All that a finished bench is made of. */
export interface FinishedBench {
  readonly rules: readonly Rule[];
  readonly survey: Survey;
  readonly plan: BenchPlan;
  /** By place in the subjects of the plan. */
  readonly found: readonly SubjectRounds[];
  /** Measurements that were made. */
  readonly measured: number;
  /** Whether it was ended before its end. */
  readonly isStopped: boolean;
  readonly rounds: number;
  readonly packHash: string;
  readonly rejectedFiles: number;
  readonly endedAt: Date;
  readonly engine: BenchFile['engine'];
  readonly clockResolutionNs: number;
  readonly scheduling: SchedulingFindings;
}

/** What a bench found, as its file has it. */
export function buildBench(bench: FinishedBench): BenchFile {
  const { rules, survey, plan, found, rounds } = bench;
  const subjectOfRule = new Map(plan.ruleOfSubject.map((rule, subject) => [rule, subject]));
  const judged: JudgedRule[] = rules.map((rule, index) => {
    const subject = subjectOfRule.get(index);
    const { sample, reached } = survey.rules[index]!;
    const { id, kind } = rule;
    const events = { match: sample.match.length, no_match: sample.no_match.length };
    return { id, kind, reached, events, sides: summaries(plan.subjects, found, subject) };
  });
  const faults = rules.flatMap((rule, index) =>
    faultOf(rule, survey, found[subjectOfRule.get(index) ?? -1], index),
  );
  const faulted = new Set(faults.flatMap(({ rules: named }) => named));
  // Where it was stopped before anything was measured, nothing is known of the rest of the stream either.
  const isJudged = bench.measured > 0 || !bench.isStopped;
  const labels = new Map(rules.map(({ id, name }) => [id, ruleLabel({ rule_id: id, name })]));
  const scheduling = schedulingEntry(bench.scheduling);
  const findings = [
    ...generalFindings(bench, scheduling),
    ...faults,
    ...judgeBench(isJudged ? judged.filter(({ id }) => !faulted.has(id)) : [], bench.clockResolutionNs),
  ].map((finding) => findingEntry(finding, (id) => labels.get(id) ?? ''));
  const codesOf = (id: string) =>
    findings.filter(({ rules: named }) => named.includes(id)).map(({ code }) => code);
  const control = (side: Side): SideFigures | null => {
    const subject = plan.subjects.findIndex(({ rule }) => rule === CONTROLS[side]);
    return summaries(plan.subjects, found, subject)[side]?.figures ?? null;
  };
  const benched = rules.map((rule, index): BenchedRule => {
    const { sides } = judged[index]!;
    const { reached, matched } = survey.rules[index]!;
    return {
      rule_id: rule.id,
      name: rule.name,
      type: ruleType(rule.kind),
      file: rule.file,
      events_reached: reached,
      events_matched: matched,
      match: sides.match?.figures ?? null,
      no_match: sides.no_match?.figures ?? null,
      warnings: [...new Set(codesOf(rule.id))],
    };
  });
  return {
    schema_version: BENCH_VERSION,
    timestamp: bench.endedAt.toISOString(),
    engine: bench.engine,
    pack_hash: bench.packHash,
    events: survey.events,
    rounds,
    time_ms: plan.timeMs,
    clock_resolution_ns: bench.clockResolutionNs,
    waiting_share: scheduling?.waiting_share ?? null,
    control: { match: control('match'), no_match: control('no_match') },
    rules: rankBenched(benched),
    findings,
  };
}

type Summaries = Record<Side, SideSummary | undefined>;

function summaries(
  subjects: readonly BenchSubject[],
  found: readonly SubjectRounds[],
  at: number | undefined,
): Summaries {
  const subject = subjects[at ?? -1];
  const rounds = found[at ?? -1];
  const of = (side: Side): SideSummary | undefined => {
    if (subject === undefined || rounds === undefined || rounds.fault !== undefined) return undefined;
    return sideFigures(
      rounds.measurements[side],
      subject.sample[side].length,
      subject.rule.kind !== 'sequence',
    );
  };
  return { match: of('match'), no_match: of('no_match') };
}

type FaultFinding = Extract<Finding, { code: 'rule-faulted' }>;

function faultOf(
  rule: Rule,
  survey: Survey,
  rounds: SubjectRounds | undefined,
  index: number,
): FaultFinding[] {
  const read = survey.rules[index]!.faults?.first;
  const fault = read ?? rounds?.fault;
  if (fault === undefined) return [];
  const during = read === undefined ? 'bench' : 'reading';
  return [{ code: 'rule-faulted', rules: [rule.id], during, kind: fault.kind, reason: fault.reason }];
}

function generalFindings(
  { plan, measured, isStopped, rejectedFiles }: FinishedBench,
  scheduling: ReturnType<typeof schedulingEntry>,
): Finding[] {
  const findings: Finding[] = [];
  if (isStopped) findings.push({ code: 'stopped', measured, planned: plan.measurements });
  if (rejectedFiles > 0) findings.push({ code: 'rule-files-rejected', count: rejectedFiles });
  for (const warning of schedulingWarnings(scheduling)) {
    if (warning.code === 'machine-busy') findings.push(warning);
  }
  return findings;
}
