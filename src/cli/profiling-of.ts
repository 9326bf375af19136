import type { ProfileSettings } from '../profiler/instruments.ts';
import type { ReplayCommandOptions } from './replay-options.ts';

/** How the command has a run watched beside its accounts; undefined: not at all. */
export function profilingOf({
  accounting,
  profile,
  sampleInterval,
}: Pick<ReplayCommandOptions, 'accounting' | 'profile' | 'sampleInterval'>): ProfileSettings | undefined {
  return accounting && profile ? { sampleIntervalUs: sampleInterval } : undefined;
}
