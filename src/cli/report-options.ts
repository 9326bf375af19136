import type { ReplayCommandOptions } from './replay-options.ts';

/** The options of `kestrel-perf report`, as commander hands them over. */
export interface ReportCommandOptions
  extends Pick<ReplayCommandOptions, 'dump' | 'sort' | 'filter' | 'topN' | 'color' | 'quiet'> {
  /** Part of a rule's id or name, in any case; those without it after a `!`. Empty: every rule. */
  readonly match: string;
  /** Only the parts of the run that this range of event time overlaps; nanoseconds since 1970, `until` not included. */
  readonly since?: bigint;
  readonly until?: bigint;
}
