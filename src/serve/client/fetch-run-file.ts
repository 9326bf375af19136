import { parseRun } from '../../report/parse-run.ts';
import type { RunFile } from '../../report/run-file.ts';
import type { FoundRun } from './find-runs.ts';
import { getText } from './get-text.ts';

const BOUNDS = { timeoutMs: 10_000, maxBytes: 256 * 1024 ** 2 };

/** All that is known of a run by now. @throws Error where it does not answer, RunFileError where that is no run */
export async function fetchRunFile({ path, pid }: Pick<FoundRun, 'path' | 'pid'>): Promise<RunFile> {
  return parseRun(await getText(path, '/snapshot.json', BOUNDS), `the answer of process ${pid}`);
}
