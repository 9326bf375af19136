import { machineSlowness } from './machine-speed.ts';
import type { RulePair } from './match-rules.ts';

/** A rule that takes a smaller share of the rules' time is not tested: doubled, it would cost the pack as much again. */
export const LEAST_SHARE = 0.001;
/** Nor is one whose whole time in a replay is that of some hundred readings of the clock. */
export const LEAST_TIME_NS = 5_000;

/** Times of a rule as they are compared: per event offered, with the speed of the machine taken out; nanoseconds. */
export interface PreparedTimes {
  readonly base: readonly number[];
  readonly head: readonly number[];
}

export interface PreparedPairs {
  /** By pair; null for a rule that is too cheap to judge. */
  readonly times: readonly (PreparedTimes | null)[];
  /** How slow the machine was in each replay, around 1; null where too few rules are the same on both sides. */
  readonly machine: { readonly base: readonly number[]; readonly head: readonly number[] } | null;
  /** Rules that the speed of the machine was, or would have been, told from. */
  readonly controlRules: number;
}

/**
 * Chooses which rules can be judged, and takes the speed of the machine out of their times. The choice looks at all
 * replays of both sides without telling them apart, so it cannot favour rules that happen to differ. (Bourgon, Gentleman
 * and Huber, "Independent filtering increases detection power", PNAS 107 (2010).)
 */
export function prepareTimes(pairs: readonly RulePair[]): PreparedPairs {
  const allOf = ({ base, head }: RulePair): number[] => [...base.cpuTimeNs, ...head.cpuTimeNs];
  const usual = pairs.map((pair) => upperQuartile(allOf(pair)));
  const leastNs = Math.max(LEAST_TIME_NS, LEAST_SHARE * usual.reduce((sum, timeNs) => sum + timeNs, 0));
  const isJudged = pairs.map(
    ({ base, head }, at) =>
      usual[at]! >= leastNs &&
      [...base.cpuTimeNs, ...head.cpuTimeNs].every((timeNs) => timeNs > 0) &&
      [base, head].every(({ counters }) => (counters.events_processed ?? 0) > 0),
  );
  const control = pairs.filter(({ isEdited }, at) => isJudged[at] && isEdited !== true);
  const slowness = machineSlowness(control.map(allOf));
  return {
    machine: slowness && split(slowness, pairs[0]!.base.cpuTimeNs.length),
    controlRules: control.length,
    times: pairs.map((pair, at) => {
      if (!isJudged[at]) return null;
      const timesNs = allOf(pair).map((timeNs, replay) => timeNs / (slowness?.[replay] ?? 1));
      const { base, head } = split(timesNs, pair.base.cpuTimeNs.length);
      const perEvent = (list: readonly number[], events: number | null): number[] =>
        list.map((timeNs) => timeNs / events!);
      return {
        base: perEvent(base, pair.base.counters.events_processed),
        head: perEvent(head, pair.head.counters.events_processed),
      };
    }),
  };
}

/** Of a rule that became slower on one side this is its time there, which is half of all times. */
function upperQuartile(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * 0.75)] ?? 0;
}

function split(values: readonly number[], ofBase: number): { base: number[]; head: number[] } {
  return { base: values.slice(0, ofBase), head: values.slice(ofBase) };
}
