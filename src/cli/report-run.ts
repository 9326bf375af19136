import type { SampleTrace } from '../profiler/sampling/sample-trace.ts';
import type { ReplayResult } from '../replay/replay.ts';
import { DumpError, dumpRun } from '../report/dump-run.ts';
import type { RunFile, WarningEntry } from '../report/run-file.ts';
import { tableText } from '../report/table-text.ts';
import { describeWarning, type Warning, warningText } from '../report/warnings.ts';
import { isClosedPipe } from './closed-pipe.ts';
import { type CommandIo, usesColor } from './io.ts';
import type { ReplayCommandOptions } from './replay-options.ts';

/** Columns of a terminal that does not tell, and of output that goes to a file. */
const DEFAULT_WIDTH_COLUMNS = 120;

/**
 * Writes a run's dumps, its own warnings and the table. A dump that fails is told on stderr and costs only
 * itself.
 *
 * @param told those of the run's warnings that stderr has already
 * @param trace the samples of the run, where they were kept
 * @returns whether every dump was written
 */
export async function reportRun(
  run: RunFile,
  told: readonly WarningEntry[],
  options: ReplayCommandOptions,
  io: CommandIo,
  trace?: SampleTrace,
): Promise<boolean> {
  const written = await writeDumps(run, options.dump, io, trace);
  const untold = run.warnings.filter((warning) => !told.includes(warning));
  if (!options.quiet) for (const warning of untold) io.stderr.write(`${warningText(warning)}\n`);
  if (stdoutIsTaken(options)) return written;
  const widthColumns = io.stdout.columns ?? DEFAULT_WIDTH_COLUMNS;
  const { sort, filter, topN } = options;
  const color = usesColor(io.stdout, io.env, options.color);
  io.stdout.write(tableText(run, { sort, filter, topN, widthColumns, color }));
  io.stdout.write(`${summaryLine(run)}\n`);
  return written;
}

/** Reports a run without accounting: how long it took, and the hash that tells whether its alerts are the same. */
export function reportUnmeasured(
  { events, wallTimeNs, alertHash }: Pick<ReplayResult, 'events' | 'wallTimeNs'> & { alertHash: string },
  warnings: readonly Warning[],
  options: ReplayCommandOptions,
  io: CommandIo,
): void {
  if (!options.quiet)
    for (const warning of warnings) io.stderr.write(`${warningText(describeWarning(warning))}\n`);
  if (stdoutIsTaken(options)) return;
  io.stdout.write(`${events} events in ${(wallTimeNs / 1e6).toFixed(1)} ms, alerts ${alertHash}\n`);
}

async function writeDumps(
  run: RunFile,
  targets: readonly string[],
  io: CommandIo,
  trace: SampleTrace | undefined,
): Promise<boolean> {
  let written = true;
  for (const target of targets) {
    try {
      await dumpRun(run, target, io.stdout, trace);
    } catch (error) {
      if (!(error instanceof DumpError)) throw error;
      if (isClosedPipe(error)) continue;
      io.stderr.write(`error: ${error.message}\n`);
      written = false;
    }
  }
  return written;
}

/** What goes to stdout was asked for; beside it the report would be noise. */
function stdoutIsTaken({ quiet, dump, alerts }: ReplayCommandOptions): boolean {
  return quiet || dump.includes('-') || alerts === '-';
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
