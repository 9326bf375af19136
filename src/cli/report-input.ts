import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { parseRun, RunFileError } from '../report/parse-run.ts';
import type { RunFile } from '../report/run-file.ts';
import { visibleText } from '../report/visible-text.ts';
import { UsageError } from './exit-code.ts';

/** A run file of thousands of rules stays far below; bytes. */
const MAX_RUN_FILE_BYTES = 256 * 1024 ** 2;

/**
 * Reads a run file.
 *
 * @param file `-` for standard input
 * @throws UsageError where it cannot be read, is too large or is no run file of this version
 */
export async function readRunFile(file: string, openStdin: () => Readable): Promise<RunFile> {
  const name = file === '-' ? 'standard input' : visibleText(file);
  const text = await readText(file === '-' ? openStdin() : createReadStream(file), name);
  try {
    return parseRun(text, name);
  } catch (error) {
    // The message may quote the file.
    throw error instanceof RunFileError ? new UsageError(visibleText(error.message)) : error;
  }
}

async function readText(stream: Readable, name: string): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of stream) {
      const part = Buffer.from(chunk as Uint8Array);
      bytes += part.length;
      if (bytes > MAX_RUN_FILE_BYTES)
        throw new UsageError(`${name} is too large for a run file: more than ${MAX_RUN_FILE_BYTES} bytes`);
      chunks.push(part);
    }
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UsageError(`cannot read ${name}: ${code === 'ENOENT' ? 'there is no such file' : message}`);
  }
  return Buffer.concat(chunks, bytes).toString();
}
