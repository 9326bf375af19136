/** A piece of a file's text, and what takes its place. It occurs exactly so often. */
export interface Patch {
  readonly from: string;
  readonly to: string;
  /** 1 unless given. */
  readonly times?: number;
}

/**
 * The text of one of fengari's files with patches.
 *
 * @throws Error where a piece does not occur as often as it should: another version is installed
 */
export function applyPatches(file: string, source: string, patches: readonly Patch[]): string {
  let text = source;
  for (const { from, to, times = 1 } of patches) {
    const parts = text.split(from);
    if (parts.length !== times + 1) {
      throw new Error(`fengari's ${file} is not that of version 0.1.5: install fengari 0.1.5`);
    }
    text = parts.join(to);
  }
  return text;
}
