/**
 * The value below which a share of the values lies, interpolated; `values` need not be sorted.
 *
 * @param {readonly number[]} values
 * @param {number} share
 */
export function quantile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)];
  return below + (sorted[Math.ceil(at)] - below) * (at - Math.floor(at));
}

/**
 * `median [first quartile, third quartile]`, to three decimals.
 *
 * @param {readonly number[]} values
 */
export function spread(values) {
  const [low, middle, high] = [0.25, 0.5, 0.75].map((share) => quantile(values, share).toFixed(3));
  return `${middle} [${low}, ${high}]`;
}
