import { calibrateClock, createMonotonicClock } from '../profiler/clock.ts';
import type { MetricsTable } from '../profiler/metrics-table.ts';
import { ProblemLog } from '../replay/input/problem-log.ts';
import { resolveInputs } from '../replay/input/resolve-inputs.ts';
import type { WorkerReplayResult } from '../replay/worker/engine-run.ts';
import type { EngineThread } from '../replay/worker/engine-thread.ts';
import { buildRun, type FinishedRun } from '../report/build-run.ts';
import { faultWarnings } from '../report/fault-warnings.ts';
import type { Warning } from '../report/warnings.ts';
import { AdapterTally } from './adapter-tally.ts';
import { AlertOutput } from './alert-output.ts';
import { assembleRun } from './assemble-run.ts';
import { isClosedPipe } from './closed-pipe.ts';
import { EXIT } from './exit-code.ts';
import { Interruption } from './interruption.ts';
import type { CommandIo } from './io.ts';
import { loadRules } from './load-rules.ts';
import { checkOutputTargets } from './output-targets.ts';
import type { ReplayCommandOptions } from './replay-options.ts';
import { limitsOf } from './replay-settings.ts';
import { checkUsage, outputTargets } from './replay-usage.ts';
import { reportRun, reportUnmeasured } from './report-run.ts';
import { runEngine } from './run-engine.ts';
import { crashNotice, stopWarnings } from './stop-warnings.ts';
import { streamNotices, streamWarnings } from './stream-notices.ts';

/** What is said of a run beside its figures. */
type RunNotes = Pick<FinishedRun, 'alertHash' | 'warnings' | 'streamWarnings'>;

/**
 * The replay command around a thread that waits for work: loads the rules, has them replayed, writes what was found.
 * Resolves to the exit code. @throws UsageError, UnknownFormatError, AlertWriteError
 */
export async function replayInThread(
  thread: EngineThread,
  args: readonly string[],
  options: ReplayCommandOptions,
  io: CommandIo,
): Promise<number> {
  checkUsage(args, options);
  const resolved = await resolveInputs(args);
  await checkOutputTargets(outputTargets(options), resolved.inputs);
  const rules = await loadRules(options.rules, { quiet: options.quiet, limits: limitsOf(options) }, io);
  const { pack } = rules;
  if (pack.rules.length === 0 && rules.warnings.length > 0) return EXIT.usage;
  const stoppedBefore = options.strict && resolved.problems.length > 0;
  const inputs = stoppedBefore ? [] : resolved.inputs;
  const clock = calibrateClock(createMonotonicClock());
  const alerts = await AlertOutput.open(pack.rules, options.alerts, io);
  const adapters = new AdapterTally();
  const interruption = new Interruption();
  const runOf = (result: WorkerReplayResult, table: MetricsTable, about: RunNotes) =>
    buildRun({ ...assembleRun(result, rules, inputs, options), endedAt: io.now(), table, clock, ...about });
  const snapshot = (soFar: WorkerReplayResult) => {
    const table = soFar.table!;
    // The clock of the thread is a batch behind its accounts, which go on meanwhile: they are all there is to tell.
    const wallTimeNs = table.spansNs.reduce((sum, spanNs) => sum + spanNs, 0);
    const warnings: Warning[] = [...rules.warnings, { code: 'snapshot', events: soFar.events }];
    return runOf({ ...soFar, wallTimeNs }, table, { alertHash: null, warnings, streamWarnings: [] });
  };
  const work = { rules: pack.rules, inputs, alerts, adapters, interruption, snapshot };
  const result = await runEngine(thread, work, options, io).finally(() => interruption.dispose());
  const alertHash = await alerts.finish();

  const problems = new ProblemLog();
  for (const problem of resolved.problems) problems.add(problem);
  problems.addCounts(result.problems);
  const alertsLost = alerts.failure !== undefined && !isClosedPipe(alerts.failure);
  if (!options.quiet) io.stderr.write(adapters.notices());
  io.stderr.write(streamNotices(problems, options.quiet));
  if (alertsLost) io.stderr.write(`error: ${alerts.failure.message}\n`);
  if (options.quiet) io.stderr.write(crashNotice(result));
  const warnings: Warning[] = [...rules.warnings, ...stopWarnings(result, interruption, stoppedBefore)];
  if (alertsLost) warnings.push({ code: 'alerts-incomplete', reason: alerts.failure.message });
  const recordingWarnings = streamWarnings(problems);
  let reported = true;
  if (result.table !== undefined) {
    const run = runOf(result, result.table, { alertHash, warnings, streamWarnings: recordingWarnings });
    reported = await reportRun(run, recordingWarnings, options, io, result.findings?.sampling?.trace);
  } else {
    // Faults are results: they are told without accounting, too.
    const ruleIds = pack.rules.map(({ id }) => id);
    const faults = faultWarnings(ruleIds, (rule) => result.faults.of(rule));
    reportUnmeasured({ ...result, alertHash }, [...faults, ...warnings], options, io);
  }
  if (result.crash !== undefined) return EXIT.failed;
  if (interruption.exitCode !== undefined) return interruption.exitCode;
  const isComplete =
    problems.total('lost') === 0 && result.events > 0 && rules.warnings.length === 0 && !alertsLost;
  return isComplete && reported ? EXIT.done : EXIT.failed;
}
