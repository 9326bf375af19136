/** How the engine's thread fared on its machine during a run. Plain data; nanoseconds. */
export interface SchedulingFindings {
  /** Time in which the thread ran on a processor; null where the system does not count it. */
  readonly cpuNs: number | null;
  /** Time in which it was ready to run, and other work had the processors; null where the system does not count it. */
  readonly waitingNs: number | null;
  /** Time in which its event loop had nothing to do: it waited for input, or for output to be taken. */
  readonly idleNs: number;
}
