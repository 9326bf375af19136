import type { RunFile } from '../report/run-file.ts';
import { keepLastRun } from '../serve/last-run.ts';
import { RuntimeFolderError } from '../serve/runtime-folder.ts';
import type { CommandIo } from './io.ts';
import type { ReplayCommandOptions } from './replay-options.ts';

/** Keeps a run for `kestrel-perf --dump`. Nobody asked for it yet, so one that cannot be kept is worth a notice only. */
export async function keepForDump(
  run: RunFile,
  { quiet }: Pick<ReplayCommandOptions, 'quiet'>,
  io: Pick<CommandIo, 'env' | 'stderr'>,
): Promise<void> {
  try {
    await keepLastRun(run, { env: io.env });
  } catch (error) {
    // Without a safe folder there was no socket either, and that was told.
    if (quiet || error instanceof RuntimeFolderError) return;
    io.stderr.write(`notice: this run was not kept for kestrel-perf --dump: ${(error as Error).message}\n`);
  }
}
