import type { CheckedRuns } from './checked-runs.ts';
import type { Contender } from './contender.ts';

/** The first length that is tried beyond a single event. */
const FIRST_EVENTS = 2_000;
/** How many times as long the next try is. */
const GROWTH = 5;

/**
 * How many of the first events a contender can be timed on: all, or as many as it is through with in time. It has run
 * over that many then, and found what it should.
 *
 * @param all the length of the stream
 * @param runMs how long a run may be, in processor time: a busy machine changes that least
 * @returns undefined where it is refused
 */
export async function fittingEvents(
  contender: Contender,
  runs: CheckedRuns,
  all: number,
  runMs: number,
): Promise<number | undefined> {
  const start = await runs.run(contender, 1);
  if (start === undefined) return undefined;
  for (let events = Math.min(FIRST_EVENTS, all); ; ) {
    const took = await runs.run(contender, events);
    if (took === undefined) return undefined;
    const longer = Math.min(all, events * GROWTH);
    const expectedNs = start.cpuNs + ((took.cpuNs - start.cpuNs) * longer) / events;
    if (longer === events || expectedNs > runMs * 1e6) return events;
    events = longer;
  }
}
