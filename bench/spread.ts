/** A median between its quartiles. */
export interface Spread {
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

/** Median and quartiles of at least one value, interpolated. @throws RangeError without any */
export function spreadOf(values: readonly number[]): Spread {
  if (values.length === 0) throw new RangeError('no values, so they have no median');
  const sorted = values.toSorted((left, right) => left - right);
  const at = (share: number): number => {
    const place = (sorted.length - 1) * share;
    const below = sorted[Math.floor(place)]!;
    return below + (sorted[Math.ceil(place)]! - below) * (place - Math.floor(place));
  };
  return { low: at(0.25), median: at(0.5), high: at(0.75) };
}

/** Whether two intervals have a value in common. */
export function overlap(left: Spread, right: Spread): boolean {
  return left.low <= right.high && right.low <= left.high;
}
