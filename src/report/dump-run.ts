import type { Writable } from 'node:stream';
import type { SampleTrace } from '../profiler/sampling/sample-trace.ts';
import { exporterFor } from './exporters/registry.ts';
import type { RunFile } from './run-file.ts';
import { writeWholeFile } from './whole-file.ts';

/** A dump that could not be written: `message` says which and why. */
export class DumpError extends Error {
  override readonly name = 'DumpError';
}

/**
 * Writes a run to a file in the format its extension names, or to `stdout` as JSON for `-`. A file appears
 * whole or not at all. @see WholeFile
 *
 * @param trace the samples of the run, for formats that are made of them
 * @throws UnknownFormatError for an extension without exporter.
 * @throws DumpError when writing fails; an earlier file of that name is still there then.
 */
export async function dumpRun(
  run: RunFile,
  target: string,
  stdout: Writable,
  trace?: SampleTrace,
): Promise<void> {
  const exporter = exporterFor(target);
  try {
    if (target === '-') await exporter.write(run, stdout, trace);
    else await writeWholeFile(target, (out) => exporter.write(run, out, trace));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const advice = code === 'ENOENT' ? '; does its folder exist?' : '';
    throw new DumpError(
      `could not write ${target === '-' ? 'to standard output' : target}: ${message}${advice}`,
      { cause: error },
    );
  }
}
