import type { MetricsTable } from './metrics-table.ts';

/** How far accounts and wall clock may lie apart, as a share of the wall time. */
export const CONSERVATION_TOLERANCE = 0.01;

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
    withinTolerance: Math.abs(differenceNs) <= CONSERVATION_TOLERANCE * wallTimeNs,
  };
}
