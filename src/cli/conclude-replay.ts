import type { MetricsTable } from '../profiler/metrics-table.ts';
import { ProblemLog } from '../replay/input/problem-log.ts';
import type { StreamProblem } from '../replay/input/stream-problem.ts';
import type { WorkerReplayResult } from '../replay/worker/engine-run.ts';
import type { FinishedRun } from '../report/build-run.ts';
import { faultWarnings } from '../report/fault-warnings.ts';
import type { RunFile } from '../report/run-file.ts';
import { hasFailed } from '../report/verdict.ts';
import type { Warning } from '../report/warnings.ts';
import type { AdapterTally } from './adapter-tally.ts';
import type { AlertOutput } from './alert-output.ts';
import { tellCi } from './budget-ci.ts';
import type { BudgetSetup } from './budget-setup.ts';
import { isClosedPipe } from './closed-pipe.ts';
import { EXIT } from './exit-code.ts';
import type { Interruption } from './interruption.ts';
import type { CommandIo } from './io.ts';
import { jobsNotice } from './jobs-notice.ts';
import { keepForDump } from './keep-for-dump.ts';
import type { LoadedRules } from './load-rules.ts';
import type { ReplayCommandOptions } from './replay-options.ts';
import { reportRun, reportUnmeasured, stdoutIsTaken } from './report-run.ts';
import { crashNotice, stopWarnings } from './stop-warnings.ts';
import { streamNotices, streamWarnings } from './stream-notices.ts';

/** What is said of a run beside its figures. */
export type RunNotes = Pick<FinishedRun, 'alertHash' | 'warnings' | 'streamWarnings'>;

/** A replay that is over, however it ended. */
export interface EndedReplay {
  readonly result: WorkerReplayResult;
  readonly rules: LoadedRules;
  /** Of the inputs, found before any was read. */
  readonly problems: readonly StreamProblem[];
  readonly alerts: AlertOutput;
  readonly adapters: AdapterTally;
  readonly interruption: Interruption;
  /** Whether --strict found something missing before anything was read. */
  readonly stoppedBefore: boolean;
  readonly budgets: BudgetSetup;
  readonly runOf: (result: WorkerReplayResult, table: MetricsTable, notes: RunNotes) => RunFile;
  /** Called with the run once all is known of it, before any of it is written. */
  readonly onRun: (run: RunFile) => void;
}

/** Tells what a replay found, writes what was asked for, and says how the command ends. @throws AlertWriteError */
export async function concludeReplay(
  { result, rules, alerts, adapters, interruption, stoppedBefore, budgets, runOf, ...ended }: EndedReplay,
  options: ReplayCommandOptions,
  io: CommandIo,
): Promise<number> {
  const alertHash = await alerts.finish();

  const problems = new ProblemLog();
  for (const problem of ended.problems) problems.add(problem);
  problems.addCounts(result.problems);
  const alertsLost = alerts.failure !== undefined && !isClosedPipe(alerts.failure);
  if (!options.quiet) io.stderr.write(adapters.notices() + jobsNotice(result.jobs));
  io.stderr.write(streamNotices(problems, options.quiet));
  if (alertsLost) io.stderr.write(`error: ${alerts.failure.message}\n`);
  if (options.quiet) io.stderr.write(crashNotice(result));
  const warnings: Warning[] = [...rules.warnings, ...stopWarnings(result, interruption, stoppedBefore)];
  if (alertsLost) warnings.push({ code: 'alerts-incomplete', reason: alerts.failure.message });
  const recordingWarnings = streamWarnings(problems);
  let reported = true;
  let overBudget = false;
  if (result.table !== undefined) {
    const run = budgets.judged(
      runOf(result, result.table, { alertHash, warnings, streamWarnings: recordingWarnings }),
    );
    ended.onRun(run);
    overBudget = hasFailed(run.budgets);
    reported = await reportRun(run, recordingWarnings, options, io, result.findings?.sampling?.trace);
    if (!options.quiet) await tellCi(run, rules.pack.rules, !stdoutIsTaken(options), io);
    if (options.serve) await keepForDump(run, options, io);
  } else {
    // Faults are results: they are told without accounting, too.
    const ruleIds = rules.pack.rules.map(({ id }) => id);
    const faults = faultWarnings(ruleIds, (rule) => result.faults.of(rule));
    reportUnmeasured({ ...result, alertHash }, [...faults, ...warnings], options, io);
  }
  if (result.crash !== undefined) return EXIT.failed;
  if (interruption.exitCode !== undefined) return interruption.exitCode;
  const isComplete =
    problems.total('lost') === 0 && result.events > 0 && rules.warnings.length === 0 && !alertsLost;
  // A verdict on less than all there was is no verdict: what could not be done outranks it.
  if (!isComplete || !reported) return EXIT.failed;
  return overBudget ? EXIT.budgetBroken : EXIT.done;
}
