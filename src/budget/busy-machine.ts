import type { RunFile } from '../report/run-file.ts';
import { type Figure, type Missing, within } from './metric.ts';

/**
 * The time in which the engine was ready to run and other work had the processors, where it was so much that the run
 * warns of it; else 0. Nanoseconds. The clock runs on meanwhile, so times of rules hold it, and nobody knows whose.
 */
export function unsafeNs(run: RunFile): number {
  const isBusy = run.warnings.some(({ code }) => code === 'machine-busy');
  return isBusy ? (run.scheduling?.waiting_ns ?? 0) : 0;
}

/**
 * A time that was added up over the run, over `parts` (evaluations), as a figure. On a busy machine all the waiting may
 * have been in it, and none.
 */
export function summedTime(run: RunFile, totalNs: number | null, parts = 1): Figure | Missing {
  if (totalNs === null || parts === 0) return within(null, null);
  const waitedNs = unsafeNs(run);
  const leastNs = Math.max(0, totalNs - waitedNs);
  if (waitedNs === 0) return within(totalNs / parts, null);
  return busy(totalNs / parts, [leastNs / parts, totalNs / parts]);
}

/** A time of single evaluations. On a busy machine it is only known to be no longer. */
export function singleTime(
  run: RunFile,
  valueNs: number | null,
  interval: readonly [number, number] | null = null,
): Figure | Missing {
  if (valueNs === null || unsafeNs(run) === 0) return within(valueNs, interval);
  return busy(valueNs, [0, interval?.[1] ?? valueNs]);
}

/** A part of a whole, both times. */
export function timeShare(run: RunFile, partNs: number, wholeNs: number): Figure | Missing {
  if (wholeNs === 0) return within(null, null);
  const waitedNs = unsafeNs(run);
  if (waitedNs === 0) return within(partNs / wholeNs, null);
  // All the waiting in this part, or all of it in the others; both leave the rest of the whole.
  const leastNs = Math.max(0, partNs - waitedNs);
  const least = leastNs === 0 ? 0 : leastNs / (wholeNs - partNs + leastNs);
  const othersNs = Math.max(0, wholeNs - partNs - waitedNs);
  const most = partNs === 0 ? 0 : partNs / (partNs + othersNs);
  return busy(partNs / wholeNs, [least, most]);
}

/** A number per second of a time. */
export function perSecond(run: RunFile, count: number, timeNs: number): Figure | Missing {
  if (timeNs === 0) return within(null, null);
  const waitedNs = unsafeNs(run);
  const perNs = (ns: number) => (count / Math.max(1, ns)) * 1e9;
  if (waitedNs === 0) return within(perNs(timeNs), null);
  return busy(perNs(timeNs), [perNs(timeNs), perNs(timeNs - waitedNs)]);
}

/** A figure whose interval comes from waiting. */
export function busy(value: number, interval: readonly [number, number]): Figure {
  return { value, interval, isOfBusyMachine: true };
}
