import { CompareError } from '../compare/compare-error.ts';
import type { Comparison } from '../compare/comparison-file.ts';
import { comparisonText } from '../compare/comparison-text.ts';
import { comparisonFormat, dumpComparison } from '../compare/dump-comparison.ts';
import { isRegression } from '../compare/is-regression.ts';
import { RunFileError } from '../report/parse-run.ts';
import { visibleText } from '../report/visible-text.ts';
import { withoutCommands } from './budget-ci.ts';
import type { CompareCommandOptions } from './compare-options.ts';
import { compareRulePacks } from './compare-rule-packs.ts';
import { compareRunFiles } from './compare-run-files.ts';
import { EXIT, UsageError } from './exit-code.ts';
import { type CommandIo, usesColor } from './io.ts';

/** Width of what is printed where there is no terminal. */
const PLAIN_WIDTH_COLUMNS = 120;

/** A comparison and how the command ends if nothing speaks against it. */
export interface Compared {
  /** Undefined where there was nothing to compare. */
  readonly comparison: Comparison | undefined;
  readonly exitCode: number;
}

/**
 * `kestrel-perf compare`: two saved runs, or two packs replayed in turn. Resolves to the exit code.
 * @throws UsageError, UnknownFormatError, DumpError
 */
export async function runCompare(
  files: readonly string[],
  options: CompareCommandOptions,
  io: CommandIo,
): Promise<number> {
  for (const target of options.dump) comparisonFormat(target);
  if (options.dump.filter((target) => target === '-').length > 1)
    throw new UsageError('only one --dump can go to standard output');
  const { comparison, exitCode } = await compared(files, options, io);
  if (comparison === undefined) return exitCode;
  for (const target of options.dump) await dumpComparison(comparison, target, io.stdout);
  if (!options.quiet && !options.dump.includes('-')) {
    const { columns } = io.stdout;
    const color = usesColor(io.stdout, io.env);
    const look = { widthColumns: columns ?? PLAIN_WIDTH_COLUMNS, color, topN: options.topN };
    io.stdout.write(withoutCommands(comparisonText(comparison, look), io));
  }
  return exitCode === EXIT.done && isRegression(comparison, options.failOn) ? EXIT.budgetBroken : exitCode;
}

async function compared(
  files: readonly string[],
  options: CompareCommandOptions,
  io: CommandIo,
): Promise<Compared> {
  const { baseRules, headRules } = options;
  try {
    if (baseRules.length === 0 && headRules.length === 0) return await compareRunFiles(files, options);
    if (baseRules.length === 0 || headRules.length === 0)
      throw new UsageError('--base-rules and --head-rules go together: give both');
    if (options.base.length + options.head.length > 0)
      throw new UsageError('--base and --head are for run files; with --base-rules events are replayed');
    return await compareRulePacks(files, options, io);
  } catch (error) {
    if (error instanceof CompareError) throw new UsageError(error.message);
    // The message may quote the file.
    if (error instanceof RunFileError) throw new UsageError(visibleText(error.message));
    throw error;
  }
}
