import type { Interval } from '../statistics/interval.ts';

/** What one rule allocated on the heap of JavaScript, freed or not; bytes, estimated from samples. */
export interface Allocation {
  readonly bytes: number;
  readonly interval: Interval;
  /** What the estimate rests on. */
  readonly samples: number;
}

/** What `AllocationSampler` found. */
export interface AllocationFindings {
  /** By rule; null where there were too few samples. */
  readonly rules: readonly (Allocation | null)[];
  /** By everything in the thread, rules and all else. */
  readonly total: Allocation | null;
  /** On average there is a sample for so many bytes. */
  readonly intervalBytes: number;
}
