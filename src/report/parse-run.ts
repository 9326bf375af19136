import { isInteger, isSafeNumber, parse } from 'lossless-json';
import { z } from 'zod';
import { type RunFile, runFileSchema, SCHEMA_VERSION } from './run-file.ts';

/** A file that is no run file: `message` says which file, what is wrong with it and what to do. */
export class RunFileError extends Error {
  override readonly name = 'RunFileError';
}

/**
 * Reads a run file's text. Integers beyond 2^53 stay exact.
 * @param source the file's name, for errors
 * @throws RunFileError when the text is not JSON, is of another version, or a value is missing or wrong.
 */
export function parseRun(text: string, source: string): RunFile {
  let value: unknown;
  try {
    value = parse(text, undefined, { parseNumber });
  } catch (error) {
    throw new RunFileError(`${source} is not JSON: ${(error as Error).message}`);
  }
  const version = z.object({ schema_version: z.number() }).safeParse(value);
  if (version.success && version.data.schema_version !== SCHEMA_VERSION) {
    throw new RunFileError(
      `${source} is a run file of version ${version.data.schema_version}; this program reads version ` +
        `${SCHEMA_VERSION}. Use the version of the program that wrote it`,
    );
  }
  const result = runFileSchema.safeParse(value);
  if (!result.success) {
    const issue = result.error.issues[0]!;
    throw new RunFileError(
      `${source} is not a run file: ${z.core.toDotPath(issue.path) || 'the top level'}: ${issue.message}`,
    );
  }
  return result.data;
}

function parseNumber(digits: string): number | bigint {
  return isSafeNumber(digits) || !isInteger(digits) ? Number(digits) : BigInt(digits);
}
