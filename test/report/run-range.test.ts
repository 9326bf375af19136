import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { partsInRange, RunRangeError } from '../../src/report/run-range.ts';
import type { RunSeries } from '../../src/report/run-series.ts';
import { sampleRun } from './sample-run.ts';

/** A run whose parts end with these event times, of ten events each. */
function runOf(endTimesNs: readonly (bigint | null)[], firstEventNs: bigint | null = 0n) {
  const parts = endTimesNs.map((_, part) => part + 1);
  const series: RunSeries = {
    events: parts.map(() => 10),
    end_event: parts.map((part) => 10 * part),
    end_ns: parts,
    end_event_time_ns: [...endTimesNs],
    rules: [],
  };
  const run = sampleRun([]);
  return { ...run, series, stream: { ...run.stream, first_event_ns: firstEventNs } };
}

const TIMES = [10n, 20n, 20n, 40n];

test.each([
  ['everything', {}, 1, 4],
  ['from within a part', { sinceNs: 15n }, 2, 4],
  ['from the last event of a part, which is in it', { sinceNs: 10n }, 1, 4],
  ['up to within a part', { untilNs: 15n }, 1, 2],
  ['up to where a part begins, which is not in it', { untilNs: 20n }, 1, 2],
  ['within one part', { sinceNs: 25n, untilNs: 26n }, 4, 4],
  ['one moment', { sinceNs: 20n, untilNs: 21n }, 2, 4],
  ['from before the first event', { sinceNs: -5n, untilNs: 1n }, 1, 1],
])('%s', (_, range, first, last) => {
  const parts = partsInRange(runOf(TIMES), range);
  expect([parts.first + 1, parts.last + 1]).toEqual([first, last]);
});

test('says which events and which time they are', () => {
  expect(partsInRange(runOf(TIMES), { sinceNs: 11n, untilNs: 12n })).toEqual({
    first: 1,
    last: 1,
    partCount: 4,
    firstEvent: 11,
    lastEvent: 20,
    fromNs: 10n,
    toNs: 20n,
  });
});

test('parts before the first event with a time are in no range', () => {
  expect(partsInRange(runOf([null, 10n, 20n], 5n), { untilNs: 30n })).toMatchObject({ first: 1, fromNs: 5n });
  expect(partsInRange(runOf([10n], null), {})).toMatchObject({ fromNs: 10n });
});

test('a range that takes in a moment has the part with the event of that moment', () => {
  const steps = fc.array(fc.bigInt({ min: 0n, max: 50n }), { minLength: 1, maxLength: 64 });
  fc.assert(
    fc.property(steps, fc.nat(), (gaps, pick) => {
      let timeNs = 0n;
      const ends = gaps.map((gap) => {
        timeNs += gap;
        return timeNs;
      });
      const part = pick % ends.length;
      const momentNs = ends[part]!;
      const { first, last } = partsInRange(runOf(ends), { sinceNs: momentNs, untilNs: momentNs + 1n });
      expect(first).toBeLessThanOrEqual(part);
      expect(last).toBeGreaterThanOrEqual(part);
      const whole = partsInRange(runOf(ends), { sinceNs: 0n });
      expect([whole.first, whole.last]).toEqual([0, ends.length - 1]);
    }),
  );
});

describe('what cannot be told is an error that says what to do', () => {
  const messageOf = (choose: () => unknown): string => {
    try {
      choose();
    } catch (error) {
      if (error instanceof RunRangeError) return error.message;
    }
    throw new Error('no error of the range');
  };

  test('a run without series', () => {
    const message = messageOf(() => partsInRange(sampleRun([]), { sinceNs: 1n }));
    expect(message).toContain('replay without --no-profile, or give --since and --until to replay');
  });

  test('a part of a run', () => {
    const warnings = [{ code: 'part-of-run', message: 'it is' }];
    const message = messageOf(() => partsInRange({ ...sampleRun([]), warnings }, { sinceNs: 1n }));
    expect(message).toContain('give --since and --until with the whole run');
  });

  test('events without times', () => {
    expect(messageOf(() => partsInRange(runOf([null]), {}))).toContain('have no times');
    expect(messageOf(() => partsInRange(runOf([]), {}))).toContain('have no times');
  });

  test('a range in which nothing is', () => {
    const message = messageOf(() => partsInRange(runOf(TIMES), { sinceNs: 41n }));
    expect(message).toContain('they go from 1970-01-01T00:00:00.000Z to 1970-01-01T00:00:00.000000040Z');
    expect(messageOf(() => partsInRange(runOf([10n ** 30n]), { untilNs: 0n }))).toContain(
      `${10n ** 30n} ns since 1970`,
    );
  });
});

test('a run without events has nothing to choose from', () => {
  const run = runOf([]);
  const empty = { ...run, series: null, stream: { ...run.stream, events: 0 } };
  expect(() => partsInRange(empty, { sinceNs: 1n })).toThrow('the run had no events');
});
