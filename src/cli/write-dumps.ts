import type { SampleTrace } from '../profiler/sampling/sample-trace.ts';
import { DumpError, dumpRun } from '../report/dump-run.ts';
import type { RunFile } from '../report/run-file.ts';
import { isClosedPipe } from './closed-pipe.ts';
import type { CommandIo } from './io.ts';

/**
 * Writes a run to files. One that cannot be written is told on stderr and costs only itself.
 *
 * @param trace the samples of the run, where they were kept
 * @returns whether every file was written
 */
export async function writeDumps(
  run: RunFile,
  targets: readonly string[],
  io: CommandIo,
  trace?: SampleTrace,
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
