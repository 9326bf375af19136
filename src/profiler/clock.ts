import { hrtime } from 'node:process';

/** Reads a monotonic clock: nanoseconds since some fixed moment, as a float64. Only differences mean anything. */
export type Clock = () => number;

/**
 * The clock that accounting reads, once per (rule, batch). Of Node's sources `hrtime()` is the cheapest that
 * ends in a number. One `enterRule` including its read, median of nine rounds of 3 million, three processes
 * each (Node 20.20, 2.8 GHz Xeon with other work on it):
 *
 *     hrtime()                   37–40 ns
 *     performance.now() * 1e6    48–55 ns
 *     Number(hrtime.bigint())    57–69 ns   (32–35 ns without the conversion, but sums need a number)
 *
 * Node calls `hrtime()` legacy in favour of the bigint form; it is not deprecated. Seconds count from the
 * process's first read, not from the machine's start, so that a nanosecond still fits a float64 for 104 days.
 */
export function createMonotonicClock(): Clock {
  const startSeconds = hrtime()[0];
  return () => {
    const time = hrtime();
    return (time[0] - startSeconds) * 1e9 + time[1];
  };
}

/** A second source, independent of the one accounting uses: what accounts are checked against. */
export function createWallClock(): Clock {
  return () => performance.now() * 1e6;
}

/** What one reading of a clock costs and how finely it counts. Both in nanoseconds. */
export interface ClockCalibration {
  /** Median over many rounds of back-to-back reads. */
  readonly readCostNs: number;
  /** The smallest step seen between two reads that differ. */
  readonly resolutionNs: number;
}

const WARM_UP_ROUNDS = 1_000;
const ROUNDS = 101;
const READS_PER_ROUND = 200;

/**
 * Measures a clock by reading it: 101 rounds of 200 reads, after 1,000 rounds in which V8 compiles it (cold
 * reads cost twice as much). Takes about 15 milliseconds. A round's cost is its length over its reads, so that
 * a coarse clock is measured as well as a fine one; the median leaves out rounds the machine interrupted.
 * @throws Error when the clock stands still over all rounds: figures from it would all be zero.
 */
export function calibrateClock(clock: Clock): ClockCalibration {
  for (let round = 0; round < WARM_UP_ROUNDS; round++) readInARow(clock);
  const rounds = Array.from({ length: ROUNDS }, () => readInARow(clock));
  const resolutionNs = Math.min(...rounds.map((round) => round.smallestStepNs));
  if (resolutionNs === Number.POSITIVE_INFINITY) {
    throw new Error(
      `the clock did not advance in ${ROUNDS * READS_PER_ROUND} reads: it cannot measure anything`,
    );
  }
  const costsNs = rounds.map((round) => round.lengthNs / READS_PER_ROUND).sort((a, b) => a - b);
  return { readCostNs: costsNs[(ROUNDS - 1) / 2]!, resolutionNs };
}

function readInARow(clock: Clock): { lengthNs: number; smallestStepNs: number } {
  const startNs = clock();
  let smallestStepNs = Number.POSITIVE_INFINITY;
  let previousNs = startNs;
  for (let read = 0; read < READS_PER_ROUND; read++) {
    const nowNs = clock();
    const stepNs = nowNs - previousNs;
    if (stepNs > 0 && stepNs < smallestStepNs) smallestStepNs = stepNs;
    previousNs = nowNs;
  }
  return { lengthNs: previousNs - startNs, smallestStepNs };
}
