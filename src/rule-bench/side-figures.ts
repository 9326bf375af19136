import { median } from '../profiler/statistics/median.ts';
import type { SideFigures } from './bench-file.ts';
import type { SideMeasurement } from './measure-side.ts';

/** What the measurements of the rounds are compared and judged by, beside what the file has. */
export interface SideSummary {
  readonly figures: SideFigures;
  /** Median time of a run, all events together; of the middle round. */
  readonly runNs: number;
}

/**
 * One figure of several rounds: the median of their medians, and how far apart they are. What has no sensible middle is
 * that of the round whose median is in the middle (the lower one of two).
 *
 * @param events different events of the sample
 * @param answers false where matches of an event are not those of the rule
 * @returns undefined without rounds
 */
export function sideFigures(
  rounds: readonly SideMeasurement[],
  events: number,
  answers: boolean,
): SideSummary | undefined {
  const ascending = rounds.toSorted((left, right) => left.medianNs - right.medianNs);
  const middle = ascending[Math.floor((ascending.length - 1) / 2)];
  if (middle === undefined) return undefined;
  const medians = rounds.map(({ medianNs }) => medianNs);
  const medianNs = median(medians);
  const firsts = rounds.flatMap(({ firstNs }) => firstNs ?? []);
  const apart = ascending.at(-1)!.medianNs - ascending[0]!.medianNs;
  return {
    runNs: middle.runNs,
    figures: {
      events,
      batch_events: middle.batchEvents,
      samples: rounds.reduce((sum, { samples }) => sum + samples, 0),
      median_ns: medianNs,
      round_medians_ns: medians,
      spread: rounds.length < 2 || medianNs === 0 ? null : apart / medianNs,
      p75_ns: middle.p75Ns,
      p99_ns: middle.p99Ns,
      mean_ns: middle.meanNs,
      margin_ns: middle.marginNs,
      margin: middle.meanNs === 0 ? 0 : middle.marginNs / middle.meanNs,
      first_ns: firsts.length === 0 ? null : median(firsts),
      fields_ns: middle.fieldsNs,
      whole_ns: middle.wholeNs,
      matched_share: answers ? middle.matchedShare : null,
    },
  };
}
