import { PHASES, type Phase } from '../engine/probe.ts';
import type { Rule } from '../engine/rule.ts';
import type { ClockCalibration } from '../profiler/clock.ts';
import { CONSERVATION_TOLERANCE, type Conservation, compareWithWall } from '../profiler/conservation.ts';
import type { RuleFaults } from '../profiler/fault-log.ts';
import type { JobsFindings } from '../profiler/jobs-findings.ts';
import { type MetricsTable, NEVER_HIT } from '../profiler/metrics-table.ts';
import type { RunFindings } from '../profiler/run-findings.ts';
import { faultWarnings } from './fault-warnings.ts';
import { gcEntry, ruleGcNs } from './garbage-collection.ts';
import { lineWatchEntry } from './line-watch.ts';
import { rankRules } from './rank.ts';
import { type AdviceEntry, censusEntry } from './rule-advice.ts';
import { faultsEntry } from './rule-faults.ts';
import { latencyEntry, timingEntry } from './rule-latency.ts';
import { heapEntry, leakWarnings, memoryEntry } from './rule-memory.ts';
import { type SamplesEntry, samplesEntries, samplingEntry, samplingWarnings } from './rule-samples.ts';
import { ruleType } from './rule-type.ts';
import { type PhaseKey, type RuleRow, type RunFile, SCHEMA_VERSION, type WarningEntry } from './run-file.ts';
import { jobsEntry } from './run-jobs.ts';
import { seriesEntry } from './run-series.ts';
import { schedulingEntry, schedulingWarnings } from './scheduling.ts';
import { fieldsEntry } from './shared-work.ts';
import { describeWarning, type Warning } from './warnings.ts';

/** What happened to one rule besides its metrics. */
export interface RuleOutcome {
  /** Nanoseconds; null where it was not measured. */
  readonly compileNs: number | null;
  /** What it did wrong; undefined where nothing. */
  readonly faults: RuleFaults | undefined;
}

/** Everything a run file is made of. Arrays by rule are in the pack's order, like the table's rows. */
export interface FinishedRun {
  readonly endedAt: Date;
  readonly engine: RunFile['engine'];
  readonly pack: Omit<RunFile['pack'], 'rules'>;
  readonly rules: readonly Pick<Rule, 'id' | 'name' | 'kind' | 'severity' | 'tags' | 'file' | 'origin'>[];
  readonly outcomes: readonly RuleOutcome[];
  readonly stream: RunFile['stream'];
  readonly table: MetricsTable;
  /** Undefined where the run was not profiled. */
  readonly findings?: RunFindings | undefined;
  /** By rule; undefined: it was not looked at. */
  readonly advice?: readonly (readonly AdviceEntry[])[] | undefined;
  /** Of the replay; nanoseconds. */
  readonly wallTimeNs: number;
  /** What the accounts must add up to, the time of all engine threads; `wallTimeNs` unless given. Nanoseconds. */
  readonly engineTimeNs?: number | undefined;
  /** Undefined where one thread was asked for. */
  readonly jobs?: JobsFindings | undefined;
  readonly clock: ClockCalibration;
  /** As AlertHash gives it; null where alerts were not collected. */
  readonly alertHash: string | null;
  readonly warnings: readonly Warning[];
  /** Problems of the recording, already in words. */
  readonly streamWarnings: readonly WarningEntry[];
}

/** Above this, a rule of a few microseconds a batch is measured in single steps of the clock. */
const COARSE_CLOCK_NS = 1_000;

/**
 * The phases nobody can enter while they happen, or that this run may not tell apart. Where nothing was billed
 * to them their time lies within the others, so the file says null and not 0.
 */
const MAYBE_UNMEASURED: ReadonlySet<Phase> = new Set<Phase>(['gc', 'profiler']);

/**
 * Makes the run file of a finished run. Times are rounded to whole nanoseconds first and added up after, so
 * phases plus all `cpu_time_ns` are exactly `conservation.accounted_ns`.
 * @throws Error when the numbers of rules, outcomes and table rows differ.
 */
export function buildRun(run: FinishedRun): RunFile {
  const { rules, outcomes, table } = run;
  if (rules.length !== table.ruleCount || outcomes.length !== table.ruleCount) {
    throw new Error(
      `a run of ${rules.length} rules has ${outcomes.length} outcomes and metrics of ${table.ruleCount} rules`,
    );
  }
  // Before the table, which may go on while it is read: no part may have more than its row.
  const series = run.findings?.series;
  const cpuTimesNs = Array.from(table.cpuTimeNs, Math.round);
  const phaseTimesNs = Array.from(table.phaseNs, Math.round);
  const allRulesNs = sum(cpuTimesNs);
  const wallTimeNs = Math.round(run.wallTimeNs);
  const engineTimeNs = Math.round(run.engineTimeNs ?? run.wallTimeNs);
  const balance = compareWithWall(allRulesNs + sum(phaseTimesNs), engineTimeNs);
  const origins = rules.map(({ origin }) => origin);
  const samplesOf = samplesEntries(
    run.findings ?? {},
    origins,
    (rule) => outcomes[rule]!.faults?.countOfKind.has('time') === true,
  );
  const rows = rules.map((_, index) => ruleRow(run, index, cpuTimesNs[index]!, allRulesNs, samplesOf(index)));
  const ranked = rankRules(rows, { sort: 'cpu', filter: 'all', topN: 0 }).shown;
  return {
    timestamp: run.endedAt.toISOString(),
    schema_version: SCHEMA_VERSION,
    engine: run.engine,
    pack: {
      hash: run.pack.hash,
      rules: rules.length,
      files: run.pack.files,
      paths: run.pack.paths,
      skipped: run.pack.skipped,
    },
    stream: run.stream,
    wall_time_ns: wallTimeNs,
    phases: phases(phaseTimesNs, run.findings?.gc !== undefined),
    conservation: {
      accounted_ns: balance.accountedNs,
      difference_ns: balance.differenceNs,
      tolerance: CONSERVATION_TOLERANCE,
      within_tolerance: balance.withinTolerance,
      clock_read_ns: run.clock.readCostNs,
      clock_resolution_ns: run.clock.resolutionNs,
    },
    jobs: jobsEntry(run.jobs),
    gc: gcEntry(run.findings?.gc),
    scheduling: schedulingEntry(run.findings?.scheduling),
    heap: heapEntry(run.findings?.memory),
    sampling: samplingEntry(run.findings?.sampling, rules),
    timing: timingEntry(run.findings?.latency),
    line_watch: lineWatchEntry(run.findings?.luaLines),
    fields: fieldsEntry(run.findings?.fields),
    series: seriesEntry(series, rows, ranked, wallTimeNs),
    census: censusEntry(run.findings?.census),
    alerts: { count: sum(table.alerts), hash: run.alertHash },
    warnings: [...findings(run, balance).map(describeWarning), ...run.streamWarnings],
    budgets: [],
    rules: [...ranked],
  };
}

function ruleRow(
  run: FinishedRun,
  index: number,
  cpuTimeNs: number,
  allRulesNs: number,
  samples: SamplesEntry,
): RuleRow {
  const { table } = run;
  const rule = run.rules[index]!;
  const outcome = run.outcomes[index]!;
  const offered = table.offered[index]!;
  const evaluations = table.evaluations[index]!;
  const alerts = table.alerts[index]!;
  const lastHitNs = table.lastHitNs[index]!;
  return {
    rule_id: rule.id,
    type: ruleType(rule.kind),
    memory_bytes: measured(table.memoryBytes[index]!),
    peak_memory_bytes: measured(table.peakMemoryBytes[index]!),
    cpu_time_ns: cpuTimeNs,
    events_processed: offered,
    alerts_generated: alerts,
    avg_latency_ns: ratio(cpuTimeNs, evaluations),
    last_hit_ns: lastHitNs === NEVER_HIT ? null : lastHitNs,
    evaluations,
    matches: table.matches[index]!,
    alert_rate: ratio(alerts, offered),
    cpu_share: ratio(cpuTimeNs, allRulesNs),
    ...latencyEntry(run.findings?.latency, index),
    ...samples,
    compile_ns: outcome.compileNs === null ? null : Math.round(outcome.compileNs),
    gc_ns: ruleGcNs(run.findings?.gc, index),
    ...memoryEntry(run.findings?.memory, run.findings?.allocation, index),
    errors: table.errors[index]!,
    quarantined: table.quarantined[index]! > 0,
    partial_matches: measured(table.partialMatches[index]!),
    peak_partial_matches: measured(table.peakPartialMatches[index]!),
    expired: measured(table.expired[index]!),
    evicted: measured(table.evicted[index]!),
    late_events: measured(table.lateEvents[index]!),
    steps: stepRows(table, index),
    host_calls: measured(table.hostCalls[index]!),
    table_entries: measured(table.tableEntries[index]!),
    module_bytes: measured(table.moduleBytes[index]!),
    faults: outcome.faults === undefined ? null : faultsEntry(outcome.faults),
    advice: run.advice === undefined ? null : [...run.advice[index]!],
    name: rule.name,
    severity: rule.severity,
    tags: [...rule.tags],
    file: rule.file,
  };
}

/** The table says NaN of what a rule does not have. */
function measured(value: number): number | null {
  return Number.isNaN(value) ? null : Math.round(value);
}

function stepRows(table: MetricsTable, rule: number): RuleRow['steps'] {
  const steps = table.stepsOf(rule);
  if (steps === 0) return null;
  return Array.from({ length: steps }, (_, step) => {
    const index = table.stepIndex(rule, step);
    return { evaluations: table.stepEvaluations[index]!, matches: table.stepMatches[index]! };
  });
}

/** @param gcWatched pauses were looked for: that there was none is known */
function phases(timesNs: readonly number[], gcWatched: boolean): RunFile['phases'] {
  const entries = PHASES.map((phase, index): [PhaseKey, number | null] => {
    const timeNs = timesNs[index]!;
    const isMeasured = timeNs > 0 || !MAYBE_UNMEASURED.has(phase) || (phase === 'gc' && gcWatched);
    return [`${phase}_ns`, isMeasured ? timeNs : null];
  });
  return Object.fromEntries(entries) as RunFile['phases'];
}

function findings(run: FinishedRun, balance: Conservation): Warning[] {
  const found: Warning[] = [];
  const { withinTolerance, differenceNs, wallTimeNs } = balance;
  if (!withinTolerance) found.push({ code: 'time-not-conserved', differenceNs, wallTimeNs });
  if (run.clock.resolutionNs > COARSE_CLOCK_NS) {
    found.push({ code: 'clock-coarse', resolutionNs: run.clock.resolutionNs });
  }
  found.push(...schedulingWarnings(schedulingEntry(run.findings?.scheduling)));
  found.push(...samplingWarnings(run.findings?.sampling));
  if (run.stream.events === 0) found.push({ code: 'no-events' });
  if (run.rules.length === 0) found.push({ code: 'no-rules' });
  for (const [index, { id }] of run.rules.entries()) {
    const evicted = run.table.evicted[index]!;
    if (evicted > 0) found.push({ code: 'partial-matches-evicted', ruleId: id, evicted });
  }
  const late = [...run.table.lateEvents.entries()].filter(([, events]) => events > 0);
  if (late.length > 0) {
    const rules = late.map(([index]) => run.rules[index]!.id);
    found.push({ code: 'late-events', events: Math.max(...late.map(([, events]) => events)), rules });
  }
  const ruleIds = run.rules.map(({ id }) => id);
  found.push(...faultWarnings(ruleIds, (rule) => run.outcomes[rule]!.faults));
  found.push(...leakWarnings(run.rules, run.findings?.memory));
  return [...found, ...run.warnings];
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
