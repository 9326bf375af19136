/** Whether values rise or fall in the order they came in. */
export interface MannKendall {
  /** Pairs where the later value is larger, minus pairs where it is smaller. */
  readonly s: number;
  /** Of `s` if the order meant nothing; ties taken into account. */
  readonly variance: number;
  /**
   * Standard normal if the order meant nothing and the values do not depend on each other: above 1.645, a rise with
   * 95 % confidence; above 2.326, with 99 %. 0 where nothing can be said.
   */
  readonly z: number;
}

/**
 * The Mann-Kendall test for a trend, with the correction for equal values and for continuity. Mann, "Nonparametric
 * tests against trend", Econometrica 13 (1945); Kendall, "Rank Correlation Methods" (1975); the formulas as in
 * Gilbert, "Statistical Methods for Environmental Pollution Monitoring" (1987), section 16.4.
 *
 * Takes time with the square of the number of values: meant for some hundreds.
 */
export function mannKendall(values: readonly number[]): MannKendall {
  const count = values.length;
  let s = 0;
  for (let later = 1; later < count; later++) {
    for (let earlier = 0; earlier < later; earlier++) s += Math.sign(values[later]! - values[earlier]!);
  }
  const variance = (spread(count) - sumOf(groupsOfEqual(values).map(spread))) / 18;
  const z = variance === 0 ? 0 : (s - Math.sign(s)) / Math.sqrt(variance);
  return { s, variance, z };
}

function spread(count: number): number {
  if (count < 2) return 0;
  return count * (count - 1) * (2 * count + 5);
}

/** How often each value occurs. */
function groupsOfEqual(values: readonly number[]): number[] {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts.values()];
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
