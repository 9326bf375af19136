/** The pauses for garbage collection in a run, as they were billed. Plain data. */
export interface GcFindings {
  /** Pauses that lay in the run, at least in part. */
  readonly pauses: number;
  /** All of it that was moved to the phase `gc`; nanoseconds. */
  readonly totalNs: number;
  readonly longestNs: number;
  /** Told too late to know whose time it was: still billed to whoever that was; nanoseconds. */
  readonly unplacedNs: number;
  /** What was taken from each rule, nanoseconds, in the pack's order. */
  readonly ruleNs: Float64Array;
}
