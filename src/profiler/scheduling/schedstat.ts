import { readFileSync } from 'node:fs';

/** Linux: of the thread that reads it, so it must not be read by a helper thread of the file system. */
const PATH = '/proc/thread-self/schedstat';

/** Since the thread began; nanoseconds. */
export interface Schedstat {
  /** On a processor. */
  readonly cpuNs: number;
  /** In the queue for one. */
  readonly waitingNs: number;
}

/** Reads a whole file of text. */
export type ReadText = (path: string) => string;

const readFile: ReadText = (path) => readFileSync(path, 'latin1');

/**
 * What the kernel has counted for the calling thread. Undefined on systems that do not count it: other than Linux, and kernels or sandboxes without the file.
 */
export function readSchedstat(read: ReadText = readFile): Schedstat | undefined {
  let text: string;
  try {
    text = read(PATH);
  } catch {
    return undefined;
  }
  const fields = /^(\d+) (\d+) \d+\s*$/.exec(text);
  if (fields === null) return undefined;
  const found = { cpuNs: Number(fields[1]), waitingNs: Number(fields[2]) };
  // A thread that reads this has run: zero means that nobody counts.
  return found.cpuNs > 0 ? found : undefined;
}
