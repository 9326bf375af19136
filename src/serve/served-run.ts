import type { RunFile } from '../report/run-file.ts';
import type { LiveSource } from '../top/source/live-snapshot.ts';

/** A run that others may watch while it goes on. Reading it never stops the engine. */
export interface ServedRun {
  /** What runs, for those who choose between runs: `replay intrusion.ndjson`. May hold text of file names. */
  readonly title: string;
  readonly startedAt: Date;
  readonly source: LiveSource;
  /** All that is known by now, as a run file that says it is a snapshot; once the run is over, its final one. */
  readonly runFile: () => RunFile;
}
