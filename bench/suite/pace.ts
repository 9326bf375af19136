/** How long and how often things are measured. */
export interface Pace {
  /** Processes in which tasks that are called are measured, one after the other. */
  readonly processes: number;
  /** Rounds in each of these; each round gives one ratio. */
  readonly rounds: number;
  /** Rounds of tasks whose every measurement is a process of its own. */
  readonly spawnedRounds: number;
  /** How long tinybench calls a side per round, milliseconds. */
  readonly callMs: number;
  /** Events of the stream that is made where none is given. */
  readonly events: number;
}

/** Below five minutes in all on a machine with two processors and nothing else to do. */
export const FULL_PACE: Pace = { processes: 4, rounds: 3, spawnedRounds: 5, callMs: 60, events: 20_000 };

/** Below one minute: whether everything runs, and changes by half. */
export const QUICK_PACE: Pace = { processes: 2, rounds: 2, spawnedRounds: 2, callMs: 10, events: 4_000 };
