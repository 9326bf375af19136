import type { RunFile } from '../run-file.ts';

/** The program that made a profile, for programs that show profiles. */
export function engineText({ engine }: RunFile): string {
  return `${engine.name}@${engine.version}`;
}
