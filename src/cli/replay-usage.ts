import { type DumpNeeds, dumpNeeds } from './dump-needs.ts';
import { UsageError } from './exit-code.ts';
import type { ReplayCommandOptions } from './replay-options.ts';

/** Every file, or `-` for stdout, that a replay is to write. */
export function outputTargets({ dump, alerts }: ReplayCommandOptions): string[] {
  return alerts === undefined ? [...dump] : [...dump, alerts];
}

/**
 * Everything that can be found wrong with a command line before anything runs. Resolves to what its dumps ask for.
 * @throws UsageError, UnknownFormatError
 */
export async function checkUsage(args: readonly string[], options: ReplayCommandOptions): Promise<DumpNeeds> {
  if (args.length === 0)
    throw new UsageError('no events to replay: name a file, a folder, or - for standard input');
  const needs = await dumpNeeds(options.dump);
  if (!options.accounting && options.dump.length > 0) {
    throw new UsageError('--dump needs accounting: leave out --no-accounting');
  }
  const target = needs.samples;
  if (target !== undefined && !options.profile) {
    throw new UsageError(`${target} is made of samples: leave out --no-profile`);
  }
  if (target !== undefined && options.jobs > 1) {
    throw new UsageError(`${target} is made of samples, which one thread takes: leave out --jobs`);
  }
  if (options.captures && options.alerts === undefined) {
    throw new UsageError('--captures needs --alerts: captures are written with the alerts');
  }
  const toStdout = outputTargets(options).filter((target) => target === '-');
  if (toStdout.length > 1) throw new UsageError('only one of --dump and --alerts can go to standard output');
  if (options.since !== undefined && options.until !== undefined && options.since >= options.until) {
    throw new UsageError('--since must be before --until: this range holds no moment');
  }
  return needs;
}
