import { expect, test } from 'vitest';
import { IntervalTally } from '../../../src/profiler/sampling/interval-tally.ts';

function tally(...deltasUs: readonly number[]): IntervalTally {
  const intervals = new IntervalTally(1_000);
  for (const deltaUs of deltasUs) intervals.add(deltaUs);
  return intervals;
}

test('the median, to ten microseconds', () => {
  expect(tally(1_054, 1_056, 90_000).medianUs).toBe(1_060);
  expect(tally(0, 0, 500).medianUs).toBe(0);
  expect(tally(5_000_000).medianUs).toBe(1_000_000);
  expect(tally().medianUs).toBeNull();
});

test('time beyond two intervals is a gap', () => {
  expect(tally(1_000, 2_000, 7_000).gapShare).toBe(0.5);
  expect(tally(1_000, 1_900).gapShare).toBe(0);
  expect(tally().gapShare).toBeNull();
});

test('a clock that goes back does not count against the others', () => {
  expect(tally(-500, 1_000, 1_000).gapShare).toBe(0);
});
