import { createWriteStream, type WriteStream } from 'node:fs';
import { realpath, rename, stat, unlink } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { Exporter } from './exporters/exporter.ts';
import { exporterFor } from './exporters/registry.ts';
import type { RunFile } from './run-file.ts';

/** A dump that could not be written: `message` says which and why. */
export class DumpError extends Error {
  override readonly name = 'DumpError';
}

/**
 * Writes a run to a file in the format its extension names, or to `stdout` as JSON for `-`. A file appears
 * whole or not at all: it is written beside its place and moved there, so a reader or a full disk never
 * leaves half of one. A pipe or a device cannot be moved onto and is written directly.
 * @throws UnknownFormatError for an extension without exporter.
 * @throws DumpError when writing fails; an earlier file of that name is still there then.
 */
export async function dumpRun(run: RunFile, target: string, stdout: Writable): Promise<void> {
  const exporter = exporterFor(target);
  try {
    if (target === '-') await exporter.write(run, stdout);
    else await writeFile(run, exporter, target);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const advice = code === 'ENOENT' ? '; does its folder exist?' : '';
    throw new DumpError(
      `could not write ${target === '-' ? 'to standard output' : target}: ${message}${advice}`,
      { cause: error },
    );
  }
}

async function writeFile(run: RunFile, exporter: Exporter, target: string): Promise<void> {
  const existing = await stat(target).catch(() => undefined);
  if (existing !== undefined && !existing.isFile()) {
    await writeInto(createWriteStream(target), run, exporter);
    return;
  }
  // Moving onto a symbolic link would replace the link; what it points to is meant.
  const place = existing === undefined ? target : await realpath(target);
  const unfinished = `${place}.${process.pid}.unfinished`;
  try {
    await writeInto(createWriteStream(unfinished), run, exporter);
    await rename(unfinished, place);
  } catch (error) {
    await unlink(unfinished).catch(() => undefined);
    throw error;
  }
}

async function writeInto(file: WriteStream, run: RunFile, exporter: Exporter): Promise<void> {
  const closed = finished(file);
  // Awaited below; until then a failure that the write reports as well must not count as unhandled.
  closed.catch(() => undefined);
  try {
    await exporter.write(run, file);
  } catch (error) {
    file.destroy();
    // Only then is it certain that no late open makes the file again after the caller removed it.
    await closed.catch(() => undefined);
    throw error;
  }
  file.end();
  await closed;
}
