import type { Stats } from 'node:fs';
import { access, constants, stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { describeSystemError } from './describe-system-error.ts';
import type { StreamInput } from './stream-input.ts';
import { StreamError, type StreamProblem, streamProblem } from './stream-problem.ts';

/** What a folder is searched for. Other files in it are left alone, silently: folders hold readmes. */
const EVENT_FILES = '**/*.{ndjson,jsonl,json,ndjson.gz,jsonl.gz,json.gz}';

const EVENT_FILES_ADVICE = 'Event files end in .ndjson, .jsonl or .json, each also with .gz';

/** The inputs found, in replay order, and one problem for each argument (or file) that gave none. */
export interface ResolvedInputs {
  readonly inputs: readonly StreamInput[];
  readonly problems: readonly StreamProblem[];
}

/**
 * Turns command line arguments into inputs: files of any name, folders (searched recursively, in order of
 * path), globs, and `-` for stdin. A file named twice is replayed twice. Never throws for what a user can
 * get wrong; that is in `problems`.
 */
export async function resolveInputs(args: readonly string[]): Promise<ResolvedInputs> {
  const inputs: StreamInput[] = [];
  const problems: StreamProblem[] = [];
  for (const arg of args) {
    try {
      if (arg === '-') inputs.push(stdinInput(inputs));
      else inputs.push(...(await resolvePath(arg, problems)));
    } catch (error) {
      if (!(error instanceof StreamError)) throw error;
      problems.push(error.problem);
    }
  }
  return { inputs, problems };
}

function stdinInput(earlier: readonly StreamInput[]): StreamInput {
  if (earlier.some((input) => input.path === undefined)) {
    throw new StreamError(
      streamProblem('stdin-twice', 'stdin', '- is given more than once, but stdin can be read only once', {
        advice: 'Give - once',
      }),
    );
  }
  return { name: 'stdin', path: undefined, sizeBytes: undefined };
}

async function resolvePath(arg: string, problems: StreamProblem[]): Promise<StreamInput[]> {
  const stats = await statOrMissing(arg);
  if (stats === undefined) return resolveGlob(arg, problems);
  if (stats.isDirectory()) return resolveFolder(arg, problems);
  return [await fileInput(arg, stats)];
}

async function resolveFolder(folder: string, problems: StreamProblem[]): Promise<StreamInput[]> {
  const found = await glob(EVENT_FILES, { cwd: folder, caseSensitiveMatch: false, dot: true });
  if (found.length === 0) {
    throw new StreamError(
      streamProblem('no-event-files', folder, 'the folder holds no event files', {
        advice: EVENT_FILES_ADVICE,
      }),
    );
  }
  return fileInputs(
    found.map((path) => join(folder, path)),
    problems,
  );
}

/** Called for paths that do not exist, so that a file named like a pattern is still that file. */
async function resolveGlob(pattern: string, problems: StreamProblem[]): Promise<StreamInput[]> {
  if (!isDynamicPattern(pattern)) {
    throw new StreamError(
      streamProblem('missing', pattern, 'no such file or folder', {
        advice: 'Check the path; it is taken relative to the current folder',
      }),
    );
  }
  const found = await glob(pattern, { expandDirectories: false, absolute: isAbsolute(pattern) });
  if (found.length === 0) {
    throw new StreamError(
      streamProblem('missing', pattern, 'the pattern matches no file', {
        advice: 'Check the pattern; ** reaches into folders, * does not',
      }),
    );
  }
  return fileInputs(found, problems);
}

/** One unreadable file among many is reported, and the others are replayed. */
async function fileInputs(paths: readonly string[], problems: StreamProblem[]): Promise<StreamInput[]> {
  const inputs: StreamInput[] = [];
  for (const path of [...paths].sort()) {
    try {
      const stats = await statOrMissing(path);
      if (stats !== undefined) inputs.push(await fileInput(path, stats));
    } catch (error) {
      if (!(error instanceof StreamError)) throw error;
      problems.push(error.problem);
    }
  }
  return inputs;
}

async function fileInput(path: string, stats: Stats): Promise<StreamInput> {
  try {
    await access(path, constants.R_OK);
  } catch (error) {
    throw unreadable(path, error);
  }
  return { name: path, path, sizeBytes: stats.isFile() ? stats.size : undefined };
}

async function statOrMissing(path: string): Promise<Stats | undefined> {
  try {
    return await stat(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    // A NUL in the name and a name beyond the system's limit cannot name a file either.
    if (
      code === 'ENOENT' ||
      code === 'ENOTDIR' ||
      code === 'ENAMETOOLONG' ||
      code === 'ERR_INVALID_ARG_VALUE'
    ) {
      return undefined;
    }
    throw unreadable(path, error);
  }
}

function unreadable(path: string, error: unknown): StreamError {
  return new StreamError(
    streamProblem('unreadable', path, `cannot be opened: ${describeSystemError(error)}`),
  );
}
