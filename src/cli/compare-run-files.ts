import { readFile } from 'node:fs/promises';
import { compareRuns } from '../compare/compare-runs.ts';
import type { NamedRun } from '../compare/sides-of-runs.ts';
import { parseRun } from '../report/parse-run.ts';
import { visibleText } from '../report/visible-text.ts';
import type { Compared } from './compare.ts';
import type { CompareCommandOptions } from './compare-options.ts';
import { EXIT, UsageError } from './exit-code.ts';
import { checkOutputTargets } from './output-targets.ts';

/** Compares saved runs. @throws UsageError, RunFileError, CompareError */
export async function compareRunFiles(
  files: readonly string[],
  options: CompareCommandOptions,
): Promise<Compared> {
  const [baseFiles, headFiles] = sidesOf(files, options);
  const inputs = [...baseFiles, ...headFiles].map((path) => ({ path }));
  await checkOutputTargets(options.dump, inputs, { inputIs: 'one of the run files' });
  const [base, head] = await Promise.all([readRuns(baseFiles), readRuns(headFiles)]);
  return { comparison: compareRuns(base, head, options.effect), exitCode: EXIT.done };
}

type Paths = readonly [base: readonly string[], head: readonly string[]];

function sidesOf(files: readonly string[], { base, head }: CompareCommandOptions): Paths {
  if (base.length === 0 && head.length === 0) {
    if (files.length !== 2)
      throw new UsageError(
        `compare needs two run files, not ${files.length}: the one of before and the one of after. ` +
          'For several of each use --base and --head; to replay two packs, --base-rules and --head-rules',
      );
    return [[files[0]!], [files[1]!]];
  }
  if (files.length > 0)
    throw new UsageError(
      `${visibleText(files[0]!)} is on neither side: give all runs with --base and --head`,
    );
  if (base.length === 0 || head.length === 0)
    throw new UsageError('--base and --head go together: give both');
  return [base, head];
}

async function readRuns(files: readonly string[]): Promise<NamedRun[]> {
  const runs: NamedRun[] = [];
  for (const file of files) {
    const shown = visibleText(file);
    const text = await readFile(file, 'utf8').catch((error: Error) => {
      throw new UsageError(`cannot read the run file ${shown}: ${error.message}`);
    });
    runs.push({ file: shown, run: parseRun(text, shown) });
  }
  return runs;
}
