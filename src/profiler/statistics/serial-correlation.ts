/** With a closer tie than this between neighbours the figures would say that there is hardly any information. */
const MOST_CORRELATION = 0.9;

/**
 * How much larger the variance of a trend is because neighbours resemble each other: `(1 + r) / (1 - r)` for the
 * correlation r of each value with the next. Yue and Wang, "The Mann-Kendall test modified by effective sample size to
 * detect trend in serially correlated hydrological series", Water Resources Management 18 (2004), for a process that
 * remembers one step.
 *
 * @param residuals what is left of values without their trend, in order
 * @returns 1 where neighbours do not resemble each other; at most 19
 */
export function serialVarianceFactor(residuals: readonly number[]): number {
  const mean = residuals.reduce((sum, value) => sum + value, 0) / residuals.length;
  let variance = 0;
  let covariance = 0;
  for (const [at, value] of residuals.entries()) {
    variance += (value - mean) ** 2;
    if (at > 0) covariance += (value - mean) * (residuals[at - 1]! - mean);
  }
  if (!(variance > 0)) return 1;
  const correlation = Math.min(MOST_CORRELATION, Math.max(0, covariance / variance));
  return (1 + correlation) / (1 - correlation);
}
