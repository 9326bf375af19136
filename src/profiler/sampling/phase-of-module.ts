import type { Phase } from '../../engine/probe.ts';
import { ProgramModules } from './program-modules.ts';

/** The program's own modules, built or not. */
const PROGRAM = new ProgramModules(new URL('../../', import.meta.url).href);

/** By the path below the root; the first that fits. Coarse: a phase is what the accounts say, this is where code stands. */
const PHASE_OF_PATH: readonly (readonly [start: string, phase: Phase])[] = [
  ['replay/input/read-chunks', 'read'],
  ['replay/input/open-chunks', 'read'],
  ['replay/input/file-chunks', 'read'],
  ['replay/input/pipe-chunks', 'read'],
  ['replay/input/gunzip-chunks', 'read'],
  ['replay/input/', 'decode'],
  ['engine/events/', 'extract'],
  ['engine/batch/column-store', 'extract'],
  ['engine/batch/extract-columns', 'extract'],
  ['engine/batch/match-collector', 'collect'],
  ['engine/batch/', 'index'],
  ['engine/sequence/', 'sequence'],
  ['engine/engine', 'collect'],
  ['engine/result-pipes', 'collect'],
  ['replay/', 'collect'],
  ['report/', 'collect'],
  ['profiler/', 'profiler'],
];

/**
 * The phase that code belongs to; undefined for code that is not ours, or that many use.
 *
 * @param url as a profile names the file
 * @param line in the file, from 1
 */
export function phaseOfModule(
  url: string,
  line: number,
  program: Pick<ProgramModules, 'pathOf'> = PROGRAM,
): Phase | undefined {
  const path = program.pathOf(url, line);
  return path === undefined ? undefined : PHASE_OF_PATH.find(([start]) => path.startsWith(start))?.[1];
}
