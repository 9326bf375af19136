import { mannKendall } from '../statistics/mann-kendall.ts';
import { median } from '../statistics/median.ts';
import { LEAST_GROWTH_BYTES } from './least-growth.ts';
import type { Trough } from './troughs.ts';

/** With fewer, even troughs that all rise would not be significant. */
const LEAST_TROUGHS = 5;
/** One-sided, 99 %, by the exact distribution for as few troughs as there are; the normal one would ask for 2.326. */
const SIGNIFICANT_Z = 2.2;
/** The floor varies with what was being collected when it was looked at: a rise is only seen if it is larger. */
const LEAST_RISE_PER_FALL = 0.3;
/** The part of the rise that must come in the last third. Half if it went on as before. */
const LEAST_LATE_SHARE = 0.15;

/**
 * Whether the floor of a sawtooth rises to the end. What a collection leaves behind is what a rule really holds.
 *
 * @param troughs in order
 * @returns false also where there are too few to tell
 */
export function troughsRise(troughs: readonly Trough[]): boolean {
  if (troughs.length < LEAST_TROUGHS) return false;
  const bytes = troughs.map((trough) => trough.bytes);
  if (mannKendall(bytes).z < SIGNIFICANT_Z) return false;
  const [first, middle, last] = lowestByThird(bytes);
  const rise = last - first;
  const noise = LEAST_RISE_PER_FALL * median(troughs.map(({ fallBytes }) => fallBytes));
  return rise >= Math.max(LEAST_GROWTH_BYTES, noise) && last - middle >= LEAST_LATE_SHARE * rise;
}

function lowestByThird(bytes: readonly number[]): readonly [number, number, number] {
  const third = (from: number) =>
    Math.min(
      ...bytes.slice(Math.floor((from * bytes.length) / 3), Math.floor(((from + 1) * bytes.length) / 3)),
    );
  return [third(0), third(1), third(2)];
}
