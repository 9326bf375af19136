/** How the work of a run was split among threads. Plain data. */
export interface JobsFindings {
  /** How many were asked for. */
  readonly asked: number;
  /** How many threads read the stream; 1: one did everything. */
  readonly used: number;
  /** Why it was split so, one sentence without a full stop; may hold names of files. */
  readonly reason: string;
  /** Portions of the stream that threads took turns at; 1 where it was not cut. */
  readonly portions: number;
  /** Empty where one thread did everything: what there is to say of it is what is said of the run. */
  readonly threads: readonly ThreadFindings[];
}

/** What one thread of several did. */
export interface ThreadFindings {
  /** `read`: decoded portions and ran conditions over them. `settle`: put together what those found. */
  readonly task: 'read' | 'settle';
  /** Events it ran conditions over, or put together. */
  readonly events: number;
  readonly portions: number;
  /** Time that it billed to rules and phases; of the thread that settles, without its waiting; nanoseconds. */
  readonly wallTimeNs: number;
  /**
   * On a processor in the run, of the thread that settles with taking messages; null where the system does not count it;
   * nanoseconds.
   */
  readonly cpuTimeNs: number | null;
}

/** The time of all engine threads together: what all accounts add up to; nanoseconds. */
export function threadsWallNs({ threads }: JobsFindings): number {
  return threads.reduce((sum, { wallTimeNs }) => sum + wallTimeNs, 0);
}
