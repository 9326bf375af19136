import { readFile, stat } from 'node:fs/promises';
import { compareWithBase } from '../budget/base-comparison.ts';
import type { Budget } from '../budget/budget.ts';
import { BudgetError } from '../budget/budget-error.ts';
import { judgeBudgets } from '../budget/judge.ts';
import { parseAssert } from '../budget/parse-assert.ts';
import { MAX_BUDGET_FILE_BYTES, parseBudgetFile } from '../budget/parse-budget-file.ts';
import { formatDiagnostic } from '../report/diagnostics-text.ts';
import { needsVerdicts } from '../report/exporters/registry.ts';
import { parseRun, RunFileError } from '../report/parse-run.ts';
import type { RunFile } from '../report/run-file.ts';
import { visibleText } from '../report/visible-text.ts';
import { UsageError } from './exit-code.ts';
import { type CommandIo, usesColor } from './io.ts';
import type { ReplayCommandOptions } from './replay-options.ts';

/** A run file of thousands of rules stays far below; bytes. */
const MAX_BASE_BYTES = 256 * 1024 ** 2;

/** The budgets of a replay, ready to judge it. */
export interface BudgetSetup {
  /** The run with its verdicts in it; the same run where there are no budgets. */
  readonly judged: (run: RunFile) => RunFile;
}

type BudgetOptions = Pick<
  ReplayCommandOptions,
  'budgets' | 'assert' | 'base' | 'dump' | 'accounting' | 'profile'
>;

/**
 * Reads all budgets of a command line and checks them against it, before anything runs. What is wrong with them is
 * written to stderr.
 *
 * @returns undefined where a budget is wrong @throws UsageError
 */
export async function setUpBudgets(options: BudgetOptions, io: CommandIo): Promise<BudgetSetup | undefined> {
  const parsed: Budget[] = [];
  const faults: BudgetError[] = [];
  const add = (read: () => readonly Budget[]) => {
    try {
      parsed.push(...read());
    } catch (error) {
      if (!(error instanceof BudgetError)) throw error;
      faults.push(error);
    }
  };
  for (const file of options.budgets) {
    const text = await readText(file, MAX_BUDGET_FILE_BYTES, '--budgets');
    add(() => parseBudgetFile(text, file));
  }
  for (const text of options.assert) add(() => [parseAssert(text)]);
  if (faults.length > 0) {
    const color = usesColor(io.stderr, io.env);
    const texts = faults.flatMap(({ diagnostics }) =>
      diagnostics.map((one) => formatDiagnostic(one, { color })),
    );
    io.stderr.write(`${texts.join('\n\n')}\n`);
    return undefined;
  }
  checkBudgetUsage(parsed, options);
  const base = options.base === undefined ? undefined : await readBase(options.base);
  return {
    judged: (run) => {
      if (parsed.length === 0) return run;
      const since = base === undefined ? undefined : compareWithBase(base, run);
      return { ...run, budgets: judgeBudgets(parsed, run, since) };
    },
  };
}

/** What budgets need of the rest of the command line. @throws UsageError */
function checkBudgetUsage(
  budgets: readonly Budget[],
  { accounting, profile, base, dump }: BudgetOptions,
): void {
  const target = dump.find(needsVerdicts);
  if (target !== undefined && budgets.length === 0)
    throw new UsageError(`${target} is made of verdicts: give --budgets or --assert`);
  if (budgets.length > 0 && !accounting)
    throw new UsageError('budgets need accounting: leave out --no-accounting');
  const sampled = budgets.find(({ threshold }) => threshold.figure.needsProfile);
  if (sampled !== undefined && !profile)
    throw new UsageError(`the budget ${place(sampled)} needs profiling: leave out --no-profile`);
  const compared = budgets.find(({ metric }) => metric.needsBase);
  if (compared !== undefined && base === undefined)
    throw new UsageError(`the budget ${place(compared)} compares with an earlier run: give it with --base`);
  if (compared === undefined && base !== undefined)
    throw new UsageError('--base is for budgets of regression, and there is none');
}

/** Texts on the command line are the user's own; what stands in a file is named by its place. */
function place({ source, metric }: Budget): string {
  return `${metric.name} (${source})`;
}

async function readBase(file: string): Promise<RunFile> {
  const text = await readText(file, MAX_BASE_BYTES, '--base');
  try {
    return parseRun(text, file);
  } catch (error) {
    // The message may quote the file.
    throw error instanceof RunFileError ? new UsageError(visibleText(error.message)) : error;
  }
}

async function readText(file: string, maxBytes: number, option: string): Promise<string> {
  try {
    const { size } = await stat(file);
    if (size > maxBytes)
      throw new UsageError(`${file}, given with ${option}, has ${size} bytes; at most ${maxBytes} are read`);
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UsageError(
      `cannot read ${file}, given with ${option}: ${code === 'ENOENT' ? 'there is no such file' : message}`,
    );
  }
}
