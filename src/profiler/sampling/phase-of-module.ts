import type { Phase } from '../../engine/probe.ts';

/** The program's own files, built or not: addresses of modules that begin so are ours. */
const PROGRAM_ROOT = new URL('../../', import.meta.url).href;

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
 * The phase that code of a module belongs to; undefined for code that is not ours, or that many use.
 *
 * @param url as a profile names the module
 */
export function phaseOfModule(url: string, root: string = PROGRAM_ROOT): Phase | undefined {
  if (!url.startsWith(root)) return undefined;
  const path = url.slice(root.length);
  return PHASE_OF_PATH.find(([start]) => path.startsWith(start))?.[1];
}
