import { fstatSync, type Stats } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { StreamInput } from '../replay/input/stream-input.ts';
import { UsageError } from './exit-code.ts';

/** What else there is to know of the files of a command. */
export interface OutputSurroundings {
  /** What an input is, for errors: `one of the recordings` unless given. */
  readonly inputIs?: string;
  /** File descriptors of standard output and standard error. */
  readonly standardOutputs?: readonly number[];
}

/**
 * Makes sure, before anything runs, that outputs have a folder to go to, and that none would overwrite another, a file that
 * is to be read, or the file that standard output was sent to. `-` is stdout and always fine.
 *
 * @throws UsageError
 */
export async function checkOutputTargets(
  targets: readonly string[],
  inputs: readonly Pick<StreamInput, 'path'>[],
  { inputIs = 'one of the recordings', standardOutputs = [1, 2] }: OutputSurroundings = {},
): Promise<void> {
  const places = new Set<string>();
  const taken = standardOutputs.flatMap(statOfOpen);
  for (const target of targets) {
    if (target === '-') continue;
    const folder = dirname(target);
    const isFolder = await stat(folder).then(
      (found) => found.isDirectory(),
      () => false,
    );
    if (!isFolder) throw new UsageError(`cannot write ${target}: there is no folder ${folder}`);
    for (const { path } of inputs) {
      if (path !== undefined && (await isSameFile(path, target)))
        throw new UsageError(`${target} is ${inputIs} to read; write to another file`);
    }
    const found = await stat(target).catch(() => undefined);
    if (found !== undefined && taken.some((one) => isSame(one, found)))
      throw new UsageError(
        `${target} is where standard output or standard error goes; write to standard output itself, or to another file`,
      );
    const place = await placeOf(target, found);
    if (place === undefined) continue;
    if (places.has(place))
      throw new UsageError(`${target} would be written twice: give each output a file of its own`);
    places.add(place);
  }
}

/** Where a file is, or will be; undefined for devices and pipes, which may well take several outputs. */
async function placeOf(target: string, found: Stats | undefined): Promise<string | undefined> {
  if (found === undefined) return join(await realpath(dirname(target)), basename(target));
  return found.isFile() ? realpath(target) : undefined;
}

/** Nothing of one that is closed. */
function statOfOpen(descriptor: number): Stats[] {
  try {
    return [fstatSync(descriptor)];
  } catch {
    return [];
  }
}

/** Also under different names. */
async function isSameFile(one: string, other: string): Promise<boolean> {
  const [first, second] = await Promise.all([one, other].map((path) => stat(path).catch(() => undefined)));
  return first !== undefined && second !== undefined && isSame(first, second);
}

/** Devices and pipes may well be read and written. */
function isSame(one: Stats, other: Stats): boolean {
  return one.isFile() && one.dev === other.dev && one.ino === other.ino;
}
