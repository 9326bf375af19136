import { calibrateClock, createMonotonicClock } from '../profiler/clock.ts';
import { ProblemLog } from '../replay/input/problem-log.ts';
import { resolveInputs } from '../replay/input/resolve-inputs.ts';
import { type ReplayResult, replay } from '../replay/replay.ts';
import { buildRun } from '../report/build-run.ts';
import { dumpRun } from '../report/dump-run.ts';
import { describeEngine } from '../report/environment.ts';
import { exporterFor } from '../report/exporters/registry.ts';
import type { RunFile } from '../report/run-file.ts';
import { tableText } from '../report/table-text.ts';
import { type Warning, warningText } from '../report/warnings.ts';
import { AlertOutput } from './alert-output.ts';
import { EXIT, UsageError } from './exit-code.ts';
import { Interruption } from './interruption.ts';
import { type CommandIo, usesColor } from './io.ts';
import { loadRules } from './load-rules.ts';
import { packageVersion } from './package-info.ts';
import { progressDisplay } from './progress-bar.ts';
import type { ReplayCommandOptions } from './replay-options.ts';
import { streamNotices, streamWarnings } from './stream-notices.ts';

/** Columns of a terminal that does not tell, and of output that goes to a file. */
const DEFAULT_WIDTH_COLUMNS = 120;

/**
 * `kestrel-perf replay`: replays recordings through a pack and reports what each rule cost and found.
 * Resolves to the exit code. @throws UsageError, DumpError, AlertWriteError
 */
export async function runReplay(
  args: readonly string[],
  options: ReplayCommandOptions,
  io: CommandIo,
): Promise<number> {
  checkUsage(args, options);
  const rules = await loadRules(options.rules, options.quiet, io);
  if (rules.pack.rules.length === 0 && rules.warnings.length > 0) return EXIT.usage;
  const problems = new ProblemLog();
  const resolved = await resolveInputs(args);
  for (const problem of resolved.problems) problems.add(problem);
  const inputs = options.strict && resolved.problems.length > 0 ? [] : resolved.inputs;

  const clock = createMonotonicClock();
  const calibration = calibrateClock(clock);
  const alerts = await AlertOutput.open(rules.executable, options.alerts, io);
  const totalBytes = inputs.reduce((total, input) => total + (input.sizeBytes ?? 0), 0);
  const interruption = new Interruption();
  const display = progressDisplay(io.stderr, options.quiet ? 0 : totalBytes, () => clock() / 1e6);
  const result = await replay({
    ...given(options),
    rules: rules.executable,
    inputs,
    clock,
    signal: interruption.signal,
    onAlert: (alert) => alerts.add(alert),
    onProblem: (problem) => problems.add(problem),
    onAdapter: (input, adapter) => {
      if (!options.quiet && io.stderr.isTTY === true)
        io.stderr.write(`notice: reading ${input.name} as ${adapter}\n`);
    },
    afterBatch: (progress) => {
      display.update(progress);
      return alerts.flush();
    },
  }).finally(() => {
    display.stop();
    interruption.dispose();
  });
  const alertHash = await alerts.finish();

  io.stderr.write(options.quiet ? '' : streamNotices(problems));
  if (result.table !== undefined) {
    const run = buildRun({
      endedAt: io.now(),
      engine: describeEngine(packageVersion()),
      pack: {
        hash: rules.pack.hash,
        files: rules.pack.files,
        paths: [...rules.paths],
        skipped: [...rules.skipped],
      },
      rules: rules.executable,
      outcomes: Array.from(result.compileNs, (compileNs) => ({
        compileNs,
        errors: 0,
        quarantineReason: null,
      })),
      stream: describeStream(
        result,
        inputs.map(({ name }) => name),
      ),
      table: result.table,
      wallTimeNs: result.wallTimeNs,
      clock: calibration,
      alertHash,
      warnings: [...rules.warnings, ...stopWarnings(interruption, result)],
      streamWarnings: streamWarnings(problems),
    });
    await report(run, options, io);
  } else {
    io.stdout.write(
      `${result.events} events in ${(result.wallTimeNs / 1e6).toFixed(1)} ms, alerts ${alertHash}\n`,
    );
  }
  if (interruption.exitCode !== undefined) return interruption.exitCode;
  return problems.total('lost') > 0 || result.events === 0 || rules.warnings.length > 0
    ? EXIT.failed
    : EXIT.done;
}

/** Everything that can be found wrong before anything runs. */
function checkUsage(args: readonly string[], options: ReplayCommandOptions): void {
  if (args.length === 0)
    throw new UsageError('no events to replay: name a file, a folder, or - for standard input');
  for (const target of options.dump) exporterFor(target);
  if (!options.accounting && options.dump.length > 0) {
    throw new UsageError('--dump needs accounting: leave out --no-accounting');
  }
  const toStdout = [...options.dump, options.alerts].filter((target) => target === '-');
  if (toStdout.length > 1) throw new UsageError('only one of --dump and --alerts can go to standard output');
  if (options.since !== undefined && options.until !== undefined && options.since >= options.until) {
    throw new UsageError('--since must be before --until: this range holds no moment');
  }
}

/** The options that go to the replay as they are. */
function given(options: ReplayCommandOptions) {
  const { batchSize, accounting, index, strict, maxLineBytes, since, until, limit, format } = options;
  return {
    batchSize,
    accounting,
    index,
    strict,
    ...(maxLineBytes !== undefined && { maxLineBytes }),
    ...(since !== undefined && { sinceNs: since }),
    ...(until !== undefined && { untilNs: until }),
    ...(limit !== undefined && { limit }),
    ...(format !== undefined && { adapter: format }),
  };
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

function stopWarnings(interruption: Interruption, { events, stoppedBy }: ReplayResult): Warning[] {
  if (interruption.stoppedBy !== undefined)
    return [{ code: 'run-stopped', signal: interruption.stoppedBy, events }];
  return stoppedBy === undefined ? [] : [{ code: 'run-stopped', signal: '--strict', events }];
}

async function report(run: RunFile, options: ReplayCommandOptions, io: CommandIo): Promise<void> {
  for (const target of options.dump) await dumpRun(run, target, io.stdout);
  const streamCodes = run.warnings.filter(
    (warning) => warning.places === undefined || warning.code === 'rule-files-rejected',
  );
  if (!options.quiet) for (const warning of streamCodes) io.stderr.write(`${warningText(warning)}\n`);
  // What goes to stdout was asked for; beside it the table would be noise.
  if (options.quiet || options.dump.includes('-') || options.alerts === '-') return;
  const widthColumns = io.stdout.columns ?? DEFAULT_WIDTH_COLUMNS;
  const { sort, filter, topN } = options;
  io.stdout.write(tableText(run, { sort, filter, topN, widthColumns, color: usesColor(io.stdout, io.env) }));
  io.stdout.write(`${summaryLine(run)}\n`);
}

function summaryLine(run: RunFile): string {
  const seconds = run.wall_time_ns / 1e9;
  const rate = seconds > 0 ? Math.round(run.stream.events / seconds) : 0;
  const number = (value: number) => value.toLocaleString('en-US');
  return (
    `\n${number(run.stream.events)} events, ${number(run.pack.rules)} rules, ${number(run.alerts.count)} alerts ` +
    `in ${seconds.toFixed(3)} s (${number(rate)} events/s)`
  );
}
