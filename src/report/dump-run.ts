import { createWriteStream, type WriteStream } from 'node:fs';
import { realpath, rename, stat, unlink } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { SampleTrace } from '../profiler/sampling/sample-trace.ts';
import { exporterFor } from './exporters/registry.ts';
import type { RunFile } from './run-file.ts';

type Writer = (out: Writable) => Promise<void>;

/** A dump that could not be written: `message` says which and why. */
export class DumpError extends Error {
  override readonly name = 'DumpError';
}

/**
 * Writes a run to a file in the format its extension names, or to `stdout` as JSON for `-`. A file appears
 * whole or not at all: it is written beside its place and moved there, so a reader or a full disk never
 * leaves half of one. A pipe or a device cannot be moved onto and is written directly.
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
    else await writeFile(target, (out) => exporter.write(run, out, trace));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const advice = code === 'ENOENT' ? '; does its folder exist?' : '';
    throw new DumpError(
      `could not write ${target === '-' ? 'to standard output' : target}: ${message}${advice}`,
      { cause: error },
    );
  }
}

/**
 * Makes a file appear whole or not at all, with what `write` puts into it; a pipe or device is written directly.
 * @throws what opening, writing or moving it fails with
 */
export async function writeFile(target: string, write: Writer): Promise<void> {
  const existing = await stat(target).catch(() => undefined);
  if (existing !== undefined && !existing.isFile()) {
    await writeInto(createWriteStream(target), write);
    return;
  }
  // Moving onto a symbolic link would replace the link; what it points to is meant.
  const place = existing === undefined ? target : await realpath(target);
  const unfinished = `${place}.${process.pid}.unfinished`;
  try {
    await writeInto(createWriteStream(unfinished), write);
    await rename(unfinished, place);
  } catch (error) {
    await unlink(unfinished).catch(() => undefined);
    throw error;
  }
}

async function writeInto(file: WriteStream, write: Writer): Promise<void> {
  const closed = finished(file);
  // Awaited below; until then a failure that the write reports as well must not count as unhandled.
  closed.catch(() => undefined);
  try {
    await write(file);
  } catch (error) {
    file.destroy();
    // Only then is it certain that no late open makes the file again after the caller removed it.
    await closed.catch(() => undefined);
    throw error;
  }
  file.end();
  await closed;
}
