import type { Readable } from 'node:stream';
import { csvExporter } from '../report/exporters/csv.ts';
import { jsonExporter } from '../report/exporters/json.ts';
import { exporterFor, needsTrace, needsVerdicts } from '../report/exporters/registry.ts';
import type { RunFile } from '../report/run-file.ts';
import { runOfParts } from '../report/run-part.ts';
import { partsInRange, partsOf, RunRangeError } from '../report/run-range.ts';
import { visibleText } from '../report/visible-text.ts';
import { warningText } from '../report/warnings.ts';
import { withoutCommands } from './budget-ci.ts';
import { EXIT, UsageError } from './exit-code.ts';
import { type CommandIo, usesColor } from './io.ts';
import { checkOutputTargets } from './output-targets.ts';
import { readRunFile } from './report-input.ts';
import type { ReportCommandOptions } from './report-options.ts';
import { DEFAULT_WIDTH_COLUMNS } from './report-run.ts';
import { reportText } from './report-text.ts';
import { writeDumps } from './write-dumps.ts';

/**
 * `kestrel-perf report`: shows a run that was saved, as a replay does at its end, and converts it. Resolves to the exit
 * code, which is that of the conversion: what the run was held against has been judged before.
 *
 * @param file a run file, or `-` for standard input
 * @param openStdin called for `-` only: Node holds on to a stdin that was looked at
 * @throws UsageError, UnknownFormatError
 */
export async function runReport(
  file: string,
  options: ReportCommandOptions,
  io: CommandIo,
  openStdin: () => Readable = () => process.stdin,
): Promise<number> {
  checkRange(options);
  await checkTargets(file, options.dump);
  const whole = await readRunFile(file, openStdin);
  const run = isPart(options) ? runInRange(whole, options) : whole;
  // The file may be of a part already.
  if (partsOf(run) !== undefined) checkPartFormats(options.dump);
  const judged = options.dump.find(needsVerdicts);
  if (judged !== undefined && run.budgets.length === 0)
    throw new UsageError(
      `${visibleText(judged)} is made of verdicts, and the run was held against no budgets: replay it with --budgets or --assert`,
    );
  if (!options.quiet) show(run, options, io);
  return (await writeDumps(run, options.dump, io)) ? EXIT.done : EXIT.failed;
}

type RangeOptions = Pick<ReportCommandOptions, 'since' | 'until' | 'dump'>;

function isPart({ since, until }: RangeOptions): boolean {
  return since !== undefined || until !== undefined;
}

/** What a part of a run can be written as: the others are compared with whole runs, and nothing in them would tell. */
const PART_FORMATS = [jsonExporter, csvExporter];

/** @throws UsageError, UnknownFormatError */
function checkRange(options: RangeOptions): void {
  const { since, until, dump } = options;
  if (since !== undefined && until !== undefined && since >= until)
    throw new UsageError('--since must be before --until: this range holds no moment');
  if (isPart(options)) checkPartFormats(dump);
}

/** @throws UsageError, UnknownFormatError */
function checkPartFormats(targets: readonly string[]): void {
  const other = targets.find((target) => !PART_FORMATS.includes(exporterFor(target)));
  if (other !== undefined)
    throw new UsageError(
      `${visibleText(other)} would not say that it is of a part of the run: write a part as .json or .csv`,
    );
}

/** @throws UsageError where they cannot be told */
function runInRange(whole: RunFile, { since, until }: RangeOptions): RunFile {
  try {
    return runOfParts(whole, partsInRange(whole, { sinceNs: since, untilNs: until }));
  } catch (error) {
    throw error instanceof RunRangeError ? new UsageError(error.message) : error;
  }
}

/** What can be wrong before the run is read. @throws UsageError, UnknownFormatError */
async function checkTargets(file: string, targets: readonly string[]): Promise<void> {
  for (const target of targets) {
    exporterFor(target);
    if (needsTrace(target))
      throw new UsageError(
        `${visibleText(target)} is made of samples, which no run file has: give --dump to replay`,
      );
  }
  if (targets.filter((target) => target === '-').length > 1)
    throw new UsageError('only one --dump can go to standard output');
  await checkOutputTargets(targets, file === '-' ? [] : [{ path: file }], { inputIs: 'the run file' });
}

/** Warnings go to stderr, as in a replay. What goes to stdout was asked for; beside it the report would be noise. */
function show(
  run: RunFile,
  { sort, filter, topN, match, color, dump }: ReportCommandOptions,
  io: CommandIo,
): void {
  for (const warning of run.warnings) io.stderr.write(`${warningText(warning)}\n`);
  if (dump.includes('-')) return;
  const widthColumns = io.stdout.columns ?? DEFAULT_WIDTH_COLUMNS;
  const look = { widthColumns, color: usesColor(io.stdout, io.env, color) };
  io.stdout.write(withoutCommands(reportText(run, { sort, filter, topN, match, ...look }), io));
}
