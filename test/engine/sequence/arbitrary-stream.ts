import fc from 'fast-check';
import type { EventRecord } from '../../../src/engine/events/field-value.ts';
import { timeText } from './events.ts';

/** A stream, and how late its latest event is. */
export interface ArbitraryStream {
  readonly records: readonly EventRecord[];
  /** Every event comes at most so many milliseconds of event time after a newer one. */
  readonly latenessMs: number;
}

/** Late events are moved back by at most this, so the first event stands that far after the start. */
const MOST_LATE_NS = 5_000_000n;

/** From one event to the next: often nothing or less than a millisecond, seldom longer than any maxspan. */
const gapNs = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(0n, 1_000_000n, 2_000_000n) },
  { weight: 2, arbitrary: fc.constantFrom(1n, 400_000n, 999_999n, 1_000_001n) },
  { weight: 1, arbitrary: fc.constantFrom(3_000_000n, 20_000_000n) },
);

const lateNs = fc.oneof(
  { weight: 8, arbitrary: fc.constant(0n) },
  { weight: 1, arbitrary: fc.constantFrom(1n, 999_999n, 1_000_000n, 2_500_000n, MOST_LATE_NS) },
);

const categories = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('a', 'b', 'c') },
  { weight: 1, arbitrary: fc.constantFrom(['a', 'b'], undefined) },
);

/** Few values, so that events meet; the same one as a number and as a text; several; none. */
const keyValue = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('u', 'v') },
  { weight: 2, arbitrary: fc.constantFrom(1, '1', undefined) },
  { weight: 1, arbitrary: fc.constantFrom(null, [], ['u', 'v'], ['v', 'v', 1], ['1', 'u', null]) },
);

const conditionValue = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(1, 2) },
  { weight: 1, arbitrary: fc.constantFrom(undefined, [1, 2]) },
);

const fields = fc.record({
  'event.category': categories,
  k: keyValue,
  l: keyValue,
  m: keyValue,
  x: conditionValue,
});

const arrival = fc.record({
  gapNs,
  lateNs,
  fields,
  /** Some events have no time, or none that can be read. */
  time: fc.oneof(
    { weight: 20, arbitrary: fc.constant('readable' as const) },
    { weight: 1, arbitrary: fc.constantFrom('none' as const, 'unreadable' as const) },
  ),
});

/** A stream of up to 40 events, most of them in the order of their times. */
export const arbitraryStream: fc.Arbitrary<ArbitraryStream> = fc
  .array(arrival, { maxLength: 40, size: 'max' })
  .map((arrivals) => {
    let nowNs = MOST_LATE_NS;
    let latestNs = 0n;
    const records = arrivals.map(({ gapNs, lateNs, fields, time }) => {
      nowNs += gapNs;
      if (time === 'none') return fields;
      if (time === 'unreadable') return { ...fields, '@timestamp': 'soon' };
      if (lateNs > latestNs) latestNs = lateNs;
      return { ...fields, '@timestamp': timeText(nowNs - lateNs) };
    });
    return { records, latenessMs: Math.ceil(Number(latestNs) / 1e6) };
  });
