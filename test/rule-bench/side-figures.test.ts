import { expect, test } from 'vitest';
import type { SideMeasurement } from '../../src/rule-bench/measure-side.ts';
import { sideFigures } from '../../src/rule-bench/side-figures.ts';

function measurement(medianNs: number, meanNs = medianNs): SideMeasurement {
  return {
    batchEvents: 256,
    samples: 20,
    medianNs,
    p75Ns: medianNs,
    p99Ns: medianNs,
    meanNs,
    marginNs: 5,
    fieldsNs: 1,
    wholeNs: 2,
    firstNs: undefined,
    runNs: medianNs * 256,
    matchedShare: 1,
  };
}

test('the median of the medians, and how far they are apart', () => {
  const { figures } = sideFigures([measurement(30), measurement(10, 50), measurement(5)], 7, true)!;
  expect(figures).toMatchObject({
    events: 7,
    samples: 60,
    median_ns: 10,
    round_medians_ns: [30, 10, 5],
    spread: 2.5,
    mean_ns: 50,
    margin: 0.1,
    matched_share: 1,
  });
});

test('of two rounds the median is between them, all else of the faster one', () => {
  const { figures, runNs } = sideFigures([measurement(30, 31), measurement(10, 11)], 7, true)!;
  expect(figures).toMatchObject({ median_ns: 20, spread: 1, mean_ns: 11 });
  expect(runNs).toBe(2_560);
});

test('what cannot be said is null: the spread of one round or of no time, what a step answers', () => {
  expect(sideFigures([measurement(10)], 7, false)!.figures).toMatchObject({
    spread: null,
    matched_share: null,
  });
  expect(sideFigures([measurement(0), measurement(0)], 7, true)!.figures).toMatchObject({
    spread: null,
    margin: 0,
  });
  expect(sideFigures([], 7, true)).toBeUndefined();
});

test('the first run is of the rounds that began with these events', () => {
  const rounds = [3, undefined, 9].map((firstNs) => ({ ...measurement(10), firstNs }));
  expect(sideFigures(rounds, 7, true)!.figures.first_ns).toBe(6);
  expect(sideFigures([measurement(10)], 7, true)!.figures.first_ns).toBeNull();
});
