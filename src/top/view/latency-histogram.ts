import type { LatencyBucket } from '../source/live-snapshot.ts';
import { bar } from './bar.ts';
import { shortCountText, timeText } from './fixed-figures.ts';

const MAX_BAR_COLUMNS = 24;
/** 16 ns: what is below is less than a clock can tell apart, and stands in one line. */
const FIRST_POWER = 4;
/** Before the bar: two times of up to 8 columns, what is between them, and blanks. */
const RANGE_COLUMNS = 21;
/** Behind the bar: a count of up to 8 columns, and blanks. */
const COUNT_COLUMNS = 10;

/**
 * Latencies as one line per doubling, from the fastest to the slowest: `  1.0 µs -   2.0 µs  ███░░░  1,234`. Empty
 * ones in between are kept, so that gaps are seen; all below 16 ns are one.
 */
export function latencyHistogram(buckets: readonly LatencyBucket[], widthColumns: number): string[] {
  const countOfPower = new Map<number, number>();
  for (const { fromNs, count } of buckets) {
    const power = fromNs < 2 ** FIRST_POWER ? FIRST_POWER - 1 : Math.floor(Math.log2(fromNs));
    countOfPower.set(power, (countOfPower.get(power) ?? 0) + count);
  }
  if (countOfPower.size === 0) return [];
  const first = Math.min(...countOfPower.keys());
  const last = Math.max(...countOfPower.keys());
  const most = Math.max(...countOfPower.values());
  const barColumns = Math.max(1, Math.min(MAX_BAR_COLUMNS, widthColumns - RANGE_COLUMNS - COUNT_COLUMNS));
  return Array.from({ length: last - first + 1 }, (_, at) => {
    const power = first + at;
    const count = countOfPower.get(power) ?? 0;
    const toText = timeText(2 ** (power + 1)).padStart(8);
    const range =
      power < FIRST_POWER ? `   under   ${toText}` : `${timeText(2 ** power).padStart(8)} - ${toText}`;
    return `${range}  ${bar(count / most, barColumns)}  ${shortCountText(count)}`;
  });
}
