import type { Stage } from './stage.ts';

/** What a task is compared by. Times are of the wall clock unless they say otherwise. */
export type Figure = 'timeNs' | 'residentBytes';

/** What one measurement of a side gave. */
export interface Measurement {
  /** For all operations together, nanoseconds. */
  readonly timeNs: number;
  /** Processor time of all threads during the same span, nanoseconds. */
  readonly cpuNs?: number;
  /** The largest resident size of the process. */
  readonly residentBytes?: number;
  /** What the times are divided by. */
  readonly operations: number;
}

/** One of the two things that a task compares, measured in this process: tinybench calls it again and again. */
export interface CalledSide {
  readonly kind: 'called';
  readonly name: string;
  readonly run: () => unknown;
  /** Whether `run` returns a promise, which is awaited. */
  readonly isAsync?: boolean;
  /** How many operations one call does. */
  readonly operations: number;
  /** Prepares a call; not timed. */
  readonly beforeEach?: () => void;
}

/** One of the two things that a task compares, measured in processes of its own. */
export interface SpawnedSide {
  readonly kind: 'spawned';
  readonly name: string;
  /** Once per round; rounds are counted from 0. */
  readonly measure: (round: number) => Promise<Measurement>;
}

export type Side = CalledSide | SpawnedSide;

/** A limit for a task: of its ratio, or of what it takes itself, in the unit of its figure. */
export interface Goal {
  readonly of: 'ratio' | 'value';
  readonly atMost: number;
}

/** A comparison: how much more the one side takes than the other. */
export interface Task {
  /** Unique in its group, and the same in every run: results are compared by it. */
  readonly name: string;
  readonly side: Side;
  readonly reference: Side;
  readonly figure: Figure;
  /** What one operation is, such as `event`. */
  readonly per: string;
  readonly goal?: Goal;
  /** Its sides are the same thing: what the ratio is away from 1 is noise, in which no goal of the group can be judged. */
  readonly isControl?: boolean;
}

/** Tasks that are ready to be measured. */
export interface PreparedGroup {
  readonly tasks: readonly Task[];
  /** Frees what they hold; they must not be measured any more. */
  close?(): void;
}

/** Tasks that belong together. */
export interface Group {
  /** As `--group` names it. */
  readonly name: string;
  /** What its tasks answer, one sentence. */
  readonly question: string;
  /** Whether its sides are called. They are then measured in several processes, which find it by its name. */
  readonly isCalled: boolean;
  prepare(stage: Stage): Promise<PreparedGroup>;
}
