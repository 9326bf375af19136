import { compareSides } from './compare-sides.ts';
import type { Comparison } from './comparison-file.ts';
import { DEFAULT_EFFECT } from './judge-times.ts';
import { type NamedRun, sidesOfRuns } from './sides-of-runs.ts';

/**
 * Compares saved runs: those of one pack with those of another, over the same stream. Counts are compared from one run a
 * side on, times from about ten.
 *
 * @param effect the smallest change of a time that counts, as a share of 1
 * @throws CompareError where they are not of one stream, a side has none, or one has runs of several packs
 */
export function compareRuns(
  base: readonly NamedRun[],
  head: readonly NamedRun[],
  effect = DEFAULT_EFFECT,
): Comparison {
  const sides = sidesOfRuns(base, head);
  // Run files hold the number of alerts and not the alerts.
  return compareSides(sides.base, sides.head, { effect, alertsOf: () => null, findings: sides.findings });
}
