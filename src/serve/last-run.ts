import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { dumpRun } from '../report/dump-run.ts';
import { parseRun, RunFileError } from '../report/parse-run.ts';
import type { RunFile } from '../report/run-file.ts';
import { findRuntimeFolder, makeRuntimeFolder, type RuntimeHost } from './runtime-folder.ts';

const FILE_NAME = 'last-run.json';
/** A larger one was not written by a replay. */
const MAX_BYTES = 256 * 1024 ** 2;

/** Keeps the run file of a replay that has finished, in place of the one before, whole or not at all. @throws Error */
export async function keepLastRun(run: RunFile, host: RuntimeHost): Promise<void> {
  const folder = await makeRuntimeFolder(host);
  // A file name never means standard output, so nothing is written there.
  await dumpRun(run, join(folder, FILE_NAME), new PassThrough());
}

/**
 * The run file of the replay that finished last; undefined where none is kept.
 * @throws RuntimeFolderError, RunFileError
 */
export async function readLastRun(host: RuntimeHost): Promise<RunFile | undefined> {
  const folder = await findRuntimeFolder(host);
  if (folder === undefined) return undefined;
  const path = join(folder, FILE_NAME);
  const status = await stat(path).catch(() => undefined);
  if (status === undefined || !status.isFile()) return undefined;
  if (status.size > MAX_BYTES) throw new RunFileError(`${path} is too large for a run file; remove it`);
  return parseRun(await readFile(path, 'utf8'), path);
}
