import type { MetricsTable } from './metrics-table.ts';

/** How far accounts and wall clock may lie apart, as a share of the wall time. */
export const CONSERVATION_TOLERANCE = 0.01;

/**
 * Allowed in any case: starting and stopping takes two clocks a few dozen microseconds, which is more than the
 * tolerance of a run of a few milliseconds and says nothing about its accounts.
 */
export const CONSERVATION_ALLOWANCE_NS = 100_000;

/** Whether every nanosecond of a run was billed to a rule or a phase. Times in nanoseconds. */
export interface Conservation {
  /** Everything billed: all rules and all phases. */
  readonly accountedNs: number;
  /** What a clock of its own saw go by. */
  readonly wallTimeNs: number;
  /** Accounted minus wall: negative where time was lost, positive where it was billed twice. */
  readonly differenceNs: number;
  readonly withinTolerance: boolean;
}

/** Checks the accounts in a table against the wall time of the thread that wrote it. */
export function conservation(table: MetricsTable, wallTimeNs: number): Conservation {
  let accountedNs = 0;
  for (const spanNs of table.spansNs) accountedNs += spanNs;
  return compareWithWall(accountedNs, wallTimeNs);
}

/** The same check for a sum made elsewhere: nanoseconds both. */
export function compareWithWall(accountedNs: number, wallTimeNs: number): Conservation {
  const differenceNs = accountedNs - wallTimeNs;
  return {
    accountedNs,
    wallTimeNs,
    differenceNs,
    withinTolerance:
      Math.abs(differenceNs) <= Math.max(CONSERVATION_ALLOWANCE_NS, CONSERVATION_TOLERANCE * wallTimeNs),
  };
}
