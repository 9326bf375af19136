import type { Counters } from './counters.ts';

/** A rule as one side of a comparison has it. */
export interface SideRule {
  readonly id: string;
  readonly name: string;
  /** Relative to the pack's folder. */
  readonly file: string;
  /** A hash of what the rule does, without its id; null where only a run file is known, which has no text. */
  readonly textHash: string | null;
  /** What the first replay counted. */
  readonly counters: Counters;
  /** Time of each replay, nanoseconds. */
  readonly cpuTimeNs: readonly number[];
  /** False where other replays of this side counted something else: a rule at its time limit may. */
  readonly isStable: boolean;
}

/** One side of a comparison: a pack and what its replays gave. */
export interface Side {
  readonly packHash: string;
  readonly rules: readonly SideRule[];
  /** Events of the stream. */
  readonly events: number;
  readonly replays: number;
}
