import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { StreamInput } from '../replay/input/stream-input.ts';
import { UsageError } from './exit-code.ts';

/**
 * Makes sure, before anything runs, that outputs have a folder to go to, and that none would overwrite a
 * recording that is to be read. `-` is stdout and always fine.
 *
 * @throws UsageError
 */
export async function checkOutputTargets(
  targets: readonly string[],
  inputs: readonly StreamInput[],
): Promise<void> {
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
        throw new UsageError(`${target} is one of the recordings to read; write to another file`);
    }
  }
}

/** Also under different names. Devices and pipes may well be read and written. */
async function isSameFile(one: string, other: string): Promise<boolean> {
  const [first, second] = await Promise.all([one, other].map((path) => stat(path).catch(() => undefined)));
  if (first === undefined || second === undefined || !first.isFile()) return false;
  return first.dev === second.dev && first.ino === second.ino;
}
