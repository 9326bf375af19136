import type { Clock } from '../../profiler/clock.ts';
import { median } from '../../profiler/statistics/median.ts';

/** What two ways to do the same took. */
export interface TimedPair {
  /** Median time of doing it once, the first way; nanoseconds. */
  readonly firstNs: number;
  readonly secondNs: number;
  /** Pairs of rounds. */
  readonly rounds: number;
  /** Of those, the ones in which the second way took less. */
  readonly roundsFaster: number;
}

/** Odd, so that the median is one of them. */
const ROUNDS = 11;
/** Of ways that take long. */
const FEW_ROUNDS = 5;
const LONG_NS = 1e6;
/** In these V8 compiles both ways to machine code. */
const WARM_UP_ROUNDS = 8;
/** Shorter rounds would measure the clock. */
const MIN_ROUND_NS = 200_000;
const MAX_RUNS_IN_ROUND = 1_000;
const ROUGH_ROUNDS = 6;

/** Times two ways to do the same in turns, so that whatever else slows the machine down meets both alike. */
export function timePair(first: () => void, second: () => void, clock: Clock): TimedPair {
  const onceNs = Math.max(1, Math.min(roundNs(first, 1, clock), roundNs(second, 1, clock)));
  const runs = Math.min(MAX_RUNS_IN_ROUND, Math.max(1, Math.ceil(MIN_ROUND_NS / onceNs)));
  const isLong = onceNs >= LONG_NS;
  const rounds = isLong ? FEW_ROUNDS : ROUNDS;
  for (let round = 0; round < (isLong ? 1 : WARM_UP_ROUNDS); round++) {
    roundNs(first, runs, clock);
    roundNs(second, runs, clock);
  }
  const firsts: number[] = [];
  const seconds: number[] = [];
  for (let round = 0; round < rounds; round++) {
    firsts.push(roundNs(first, runs, clock));
    seconds.push(roundNs(second, runs, clock));
  }
  return {
    firstNs: median(firsts) / runs,
    secondNs: median(seconds) / runs,
    rounds,
    roundsFaster: firsts.filter((timeNs, round) => seconds[round]! < timeNs).length,
  };
}

/** The least time of several rounds after a few to warm up, for doing it once; nanoseconds. For ranking, not for reports. */
export function roughTimeNs(work: () => void, clock: Clock): number {
  let leastNs = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUGH_ROUNDS; round++) {
    leastNs = Math.min(leastNs, roundNs(work, 1, clock));
    if (leastNs >= LONG_NS) break;
  }
  return leastNs;
}

function roundNs(work: () => void, runs: number, clock: Clock): number {
  const startNs = clock();
  for (let run = 0; run < runs; run++) work();
  return clock() - startNs;
}
