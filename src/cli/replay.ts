import type { PredicateLimits } from '../engine/predicate/predicate-limits.ts';
import type { Rule } from '../engine/rule.ts';
import { calibrateClock, createMonotonicClock } from '../profiler/clock.ts';
import { ProblemLog } from '../replay/input/problem-log.ts';
import { resolveInputs } from '../replay/input/resolve-inputs.ts';
import { totalBytes } from '../replay/input/stream-input.ts';
import { type ReplayResult, replay } from '../replay/replay.ts';
import { buildRun } from '../report/build-run.ts';
import { describeEngine } from '../report/environment.ts';
import { exporterFor } from '../report/exporters/registry.ts';
import { faultWarnings } from '../report/fault-warnings.ts';
import type { RunFile } from '../report/run-file.ts';
import type { Warning } from '../report/warnings.ts';
import { AdapterTally } from './adapter-tally.ts';
import { AlertOutput } from './alert-output.ts';
import { isClosedPipe } from './closed-pipe.ts';
import { EXIT, UsageError } from './exit-code.ts';
import { Interruption } from './interruption.ts';
import type { CommandIo } from './io.ts';
import { loadRules } from './load-rules.ts';
import { checkOutputTargets } from './output-targets.ts';
import { packageVersion } from './package-info.ts';
import { NO_PROGRESS, progressDisplay } from './progress-bar.ts';
import type { ReplayCommandOptions } from './replay-options.ts';
import { reportRun, reportUnmeasured } from './report-run.ts';
import { streamNotices, streamWarnings } from './stream-notices.ts';

/**
 * `kestrel-perf replay`: replays recordings through a pack and reports what each rule cost and found.
 * Resolves to the exit code. @throws UsageError, UnknownFormatError, AlertWriteError
 */
export async function runReplay(
  args: readonly string[],
  options: ReplayCommandOptions,
  io: CommandIo,
): Promise<number> {
  checkUsage(args, options);
  const resolved = await resolveInputs(args);
  await checkOutputTargets(outputTargets(options), resolved.inputs);
  const rules = await loadRules(options.rules, { quiet: options.quiet, limits: limitsOf(options) }, io);
  if (rules.pack.rules.length === 0 && rules.warnings.length > 0) return EXIT.usage;
  const problems = new ProblemLog();
  for (const problem of resolved.problems) problems.add(problem);
  const stoppedBefore = options.strict && resolved.problems.length > 0;
  const inputs = stoppedBefore ? [] : resolved.inputs;

  const clock = createMonotonicClock();
  const calibration = calibrateClock(clock);
  const alerts = await AlertOutput.open(rules.pack.rules, options.alerts, io);
  const adapters = new AdapterTally();
  const interruption = new Interruption();
  const readerLeft = new AbortController();
  const display = options.quiet
    ? NO_PROGRESS
    : progressDisplay(io.stderr, totalBytes(inputs), () => clock() / 1e6);
  const result = await replay({
    ...given(options),
    rules: rules.pack.rules,
    inputs,
    clock,
    signal: AbortSignal.any([interruption.signal, readerLeft.signal]),
    onAlert: (alert) => alerts.add(alert),
    onProblem: (problem) => problems.add(problem),
    onAdapter: (_, adapter) => adapters.add(adapter),
    afterBatch: async (progress) => {
      display.update(progress);
      await alerts.flush();
      // With nobody left to read the alerts and no dump to write, the rest would be work for nothing.
      if (isClosedPipe(alerts.failure) && options.dump.length === 0) readerLeft.abort();
    },
  }).finally(() => {
    display.stop();
    interruption.dispose();
  });
  const alertHash = await alerts.finish();
  const alertsLost = alerts.failure !== undefined && !isClosedPipe(alerts.failure);

  if (!options.quiet) io.stderr.write(adapters.notices());
  io.stderr.write(streamNotices(problems, options.quiet));
  if (alertsLost) io.stderr.write(`error: ${alerts.failure.message}\n`);
  const ownWarnings = [...rules.warnings, ...stopWarnings(interruption, result, stoppedBefore)];
  if (alertsLost) ownWarnings.push({ code: 'alerts-incomplete', reason: alerts.failure.message });
  const recordingWarnings = streamWarnings(problems);
  let reported = true;
  if (result.table !== undefined) {
    const run = buildRun({
      endedAt: io.now(),
      engine: describeEngine(packageVersion(), hasLua(rules.pack.rules) ? options.lua : null),
      pack: {
        hash: rules.pack.hash,
        files: rules.pack.files,
        paths: [...rules.paths],
        skipped: [...rules.skipped],
      },
      rules: rules.pack.rules,
      outcomes: Array.from(result.compileNs, (compileNs, rule) => ({
        compileNs,
        faults: result.faults.of(rule),
      })),
      stream: describeStream(
        result,
        inputs.map(({ name }) => name),
      ),
      table: result.table,
      wallTimeNs: result.wallTimeNs,
      clock: calibration,
      alertHash,
      warnings: ownWarnings,
      streamWarnings: recordingWarnings,
    });
    reported = await reportRun(run, recordingWarnings, options, io);
  } else {
    // Faults are results: they are told without accounting, too.
    const ruleIds = rules.pack.rules.map(({ id }) => id);
    const faults = faultWarnings(ruleIds, (rule) => result.faults.of(rule));
    reportUnmeasured({ ...result, alertHash }, [...faults, ...ownWarnings], options, io);
  }
  if (interruption.exitCode !== undefined) return interruption.exitCode;
  const isComplete =
    problems.total('lost') === 0 && result.events > 0 && rules.warnings.length === 0 && !alertsLost;
  return isComplete && reported ? EXIT.done : EXIT.failed;
}

function outputTargets({ dump, alerts }: ReplayCommandOptions): string[] {
  return alerts === undefined ? [...dump] : [...dump, alerts];
}

/** Everything that can be found wrong before anything runs. */
function checkUsage(args: readonly string[], options: ReplayCommandOptions): void {
  if (args.length === 0)
    throw new UsageError('no events to replay: name a file, a folder, or - for standard input');
  for (const target of options.dump) exporterFor(target);
  if (!options.accounting && options.dump.length > 0) {
    throw new UsageError('--dump needs accounting: leave out --no-accounting');
  }
  if (options.captures && options.alerts === undefined) {
    throw new UsageError('--captures needs --alerts: captures are written with the alerts');
  }
  const toStdout = outputTargets(options).filter((target) => target === '-');
  if (toStdout.length > 1) throw new UsageError('only one of --dump and --alerts can go to standard output');
  if (options.since !== undefined && options.until !== undefined && options.since >= options.until) {
    throw new UsageError('--since must be before --until: this range holds no moment');
  }
}

/** The options that go to the replay. */
function given(options: ReplayCommandOptions) {
  const { reorderWindow, maxPartialMatches, lua, captures } = options;
  const { batchSize, accounting, index, strict, maxLineBytes, since, until, limit, format } = options;
  return {
    batchSize,
    accounting,
    index,
    strict,
    lua,
    captures,
    predicateLimits: limitsOf(options),
    sequences: {
      ...(reorderWindow !== undefined && { reorderWindowMs: reorderWindow }),
      ...(maxPartialMatches !== undefined && limitStates(maxPartialMatches)),
    },
    ...(maxLineBytes !== undefined && { maxLineBytes }),
    ...(since !== undefined && { sinceNs: since }),
    ...(until !== undefined && { untilNs: until }),
    ...(limit !== undefined && { limit }),
    ...(format !== undefined && { adapter: format }),
  };
}

function limitsOf({ timeLimit, memoryLimit, maxFaults }: ReplayCommandOptions): Partial<PredicateLimits> {
  return {
    ...(timeLimit !== undefined && { timeLimitMs: timeLimit }),
    ...(memoryLimit !== undefined && { memoryLimitBytes: memoryLimit }),
    ...(maxFaults !== undefined && { maxFaults }),
  };
}

function hasLua(rules: readonly Rule[]): boolean {
  return rules.some(({ kind }) => kind === 'lua');
}

/** One sequence may take a fifth of what all of them may. */
function limitStates(maxPartialMatches: number) {
  return { maxPartialMatches, maxPartialMatchesPerRule: Math.max(1, Math.floor(maxPartialMatches / 5)) };
}

function describeStream(result: ReplayResult, inputs: string[]): RunFile['stream'] {
  return {
    hash: null,
    inputs,
    events: result.events,
    bytes: result.progress.bytesRead,
    first_event_ns: result.firstEventNs ?? null,
    last_event_ns: result.lastEventNs ?? null,
  };
}

/** @param stoppedBefore --strict found something missing before anything was read */
function stopWarnings(
  interruption: Interruption,
  { events, stoppedBy }: ReplayResult,
  stoppedBefore: boolean,
): Warning[] {
  if (interruption.stoppedBy !== undefined)
    return [{ code: 'run-stopped', signal: interruption.stoppedBy, events }];
  if (stoppedBy === undefined && !stoppedBefore) return [];
  return [{ code: 'run-stopped', signal: '--strict', events }];
}
