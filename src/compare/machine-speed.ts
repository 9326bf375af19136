import { median } from '../profiler/statistics/median.ts';

/** With fewer rules that did not change, one of them that did would move the rest. */
export const LEAST_CONTROL_RULES = 5;

/**
 * How slow the machine was in each replay, as a factor around 1: the median, over rules whose text is the same on both
 * sides, of a rule's time over its median of all replays. A machine that drifts or is busy slows all rules of a replay
 * alike; divided by this, what is left is the rule's own. Half of the rules would have to change to move it.
 *
 * @param timesNs of each such rule, its times in all replays of both sides in one order
 * @returns null with fewer than LEAST_CONTROL_RULES rules
 */
export function machineSlowness(timesNs: readonly (readonly number[])[]): number[] | null {
  if (timesNs.length < LEAST_CONTROL_RULES) return null;
  const replays = timesNs[0]!.length;
  const usual = timesNs.map(median);
  return Array.from({ length: replays }, (_, replay) =>
    median(timesNs.map((times, rule) => times[replay]! / usual[rule]!)),
  );
}
