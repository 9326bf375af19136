import type { SampleTrace } from '../profiler/sampling/sample-trace.ts';
import type { ReplayResult } from '../replay/replay.ts';
import type { RunFile, WarningEntry } from '../report/run-file.ts';
import { summaryLine } from '../report/summary-line.ts';
import { tableText } from '../report/table-text.ts';
import { verdictsTable } from '../report/verdict-text.ts';
import { describeWarning, type Warning, warningText } from '../report/warnings.ts';
import { withoutCommands } from './budget-ci.ts';
import { type CommandIo, usesColor } from './io.ts';
import type { ReplayCommandOptions } from './replay-options.ts';

/** Columns of a terminal that does not tell, and of output that goes to a file. */
export const DEFAULT_WIDTH_COLUMNS = 120;

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
  const written = await writeAll(run, options.dump, io, trace);
  const untold = run.warnings.filter((warning) => !told.includes(warning));
  if (!options.quiet) for (const warning of untold) io.stderr.write(`${warningText(warning)}\n`);
  const taken = stdoutIsTaken(options);
  const widthColumns = (taken ? io.stderr : io.stdout).columns ?? DEFAULT_WIDTH_COLUMNS;
  const verdicts = run.budgets.length === 0 ? '' : `\n${verdictsTable(run, widthColumns)}`;
  if (taken) {
    if (!options.quiet) io.stderr.write(verdicts);
    return written;
  }
  const { sort, filter, topN } = options;
  const color = usesColor(io.stdout, io.env, options.color);
  const table = tableText(run, { sort, filter, topN, widthColumns, color });
  io.stdout.write(withoutCommands(`${table}${summaryLine(run)}\n${verdicts}`, io));
  return written;
}

/** Formats are loaded when there is something to write. */
async function writeAll(
  run: RunFile,
  targets: readonly string[],
  io: CommandIo,
  trace: SampleTrace | undefined,
): Promise<boolean> {
  if (targets.length === 0) return true;
  const { writeDumps } = await import('./write-dumps.ts');
  return writeDumps(run, targets, io, trace);
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

/** What goes to stdout was asked for; beside it the report would be noise. */
export function stdoutIsTaken({ quiet, dump, alerts }: ReplayCommandOptions): boolean {
  return quiet || dump.includes('-') || alerts === '-';
}
