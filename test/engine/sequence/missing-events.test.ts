import { describe, expect, test } from 'vitest';
import { at, atNs, timeless } from './events.ts';
import { MATCHERS } from './matchers.ts';

describe.each(MATCHERS)('a missing event in the middle (%s)', (_, find) => {
  const query = 'sequence with maxspan=10ms [a where true] ![x where true] [b where true]';

  test('shows as an empty place', () => {
    expect(find(query, [at(1, 'a'), at(2, 'b')])).toEqual([[1, null, 2]]);
  });

  test('happening between its neighbours it discards the sequence', () => {
    expect(find(query, [at(1, 'a'), at(2, 'x'), at(3, 'b')])).toEqual([]);
    expect(find(query, [at(1, 'a'), at(3, 'b'), at(2, 'x')])).toEqual([]);
  });

  test('happening before or after them it does nothing', () => {
    expect(find(query, [at(1, 'x'), at(2, 'a'), at(3, 'b'), at(4, 'x')])).toEqual([[2, null, 3]]);
  });

  test('happening in the very millisecond of a neighbour it does nothing', () => {
    const events = [
      atNs(1_000_000n, 'a'),
      atNs(1_999_999n, 'x'),
      atNs(3_000_000n, 'x'),
      atNs(3_000_001n, 'b'),
    ];
    expect(find(query, events)).toEqual([[1, null, 4]]);
    expect(find(query, [...events, atNs(2_000_000n, 'x')])).toEqual([]);
  });

  test('without a time it does nothing', () => {
    expect(find(query, [at(1, 'a'), timeless('x'), at(3, 'b')])).toEqual([[1, null, 3]]);
  });

  test('a discarded sequence has used up its events', () => {
    expect(find(query, [at(1, 'a'), at(2, 'x'), at(3, 'b'), at(4, 'b')])).toEqual([]);
    const long = 'sequence with maxspan=10ms [a where true] [b where true] ![x where true] [c where true]';
    const events = [at(1, 'a'), at(2, 'b'), at(3, 'x'), at(4, 'c'), at(5, 'c')];
    expect(find(long, events)).toEqual([]);
  });

  test('the positive steps match as if it were not there: a later start takes the place of an earlier one', () => {
    expect(find(query, [at(1, 'a'), at(2, 'x'), at(3, 'a'), at(4, 'b')])).toEqual([[3, null, 4]]);
  });

  test('counts between its own neighbours only', () => {
    const three = 'sequence with maxspan=10ms [a where true] ![x where true] [b where true] [c where true]';
    expect(find(three, [at(1, 'a'), at(2, 'b'), at(3, 'x'), at(4, 'c')])).toEqual([[1, null, 2, 4]]);
    expect(find(three, [at(1, 'a'), at(2, 'x'), at(3, 'b'), at(4, 'c')])).toEqual([]);
  });

  test('must have the key of the sequence, in its own key field if it has one', () => {
    const keyed = 'sequence by k with maxspan=10ms [a where true] ![x where true] [b where true]';
    const [a, b] = [at(1, 'a', { k: 1, l: 1 }), at(3, 'b', { k: 1, l: 1 })];
    expect(find(keyed, [a, at(2, 'x', { k: 2 }), b])).toEqual([[1, null, 3]]);
    expect(find(keyed, [a, at(2, 'x'), b])).toEqual([[1, null, 3]]);
    expect(find(keyed, [a, at(2, 'x', { k: [2, '1'] }), b])).toEqual([]);
    const own = 'sequence with maxspan=10ms [a where true] by k ![x where true] by m [b where true] by l';
    expect(find(own, [a, at(2, 'x', { k: 1, l: 1 }), b])).toEqual([[1, null, 3]]);
    expect(find(own, [a, at(2, 'x', { m: 1 }), b])).toEqual([]);
  });

  test('an optional key that it lacks is null, as for other steps', () => {
    const keyed = 'sequence by ?k with maxspan=10ms [a where true] ![x where true] [b where true]';
    expect(find(keyed, [at(1, 'a'), at(2, 'x'), at(3, 'b')])).toEqual([]);
    expect(find(keyed, [at(1, 'a'), at(2, 'x', { k: 1 }), at(3, 'b')])).toEqual([[1, null, 3]]);
  });

  test('several at one place must all be missing', () => {
    const both = 'sequence with maxspan=10ms [a where true] ![x where true] ![y where true] [b where true]';
    expect(find(both, [at(1, 'a'), at(3, 'b')])).toEqual([[1, null, null, 2]]);
    expect(find(both, [at(1, 'a'), at(2, 'y'), at(3, 'b')])).toEqual([]);
    expect(find(both, [at(1, 'a'), at(2, 'x'), at(3, 'b')])).toEqual([]);
  });

  test('several at different places count there', () => {
    const both =
      'sequence with maxspan=10ms [a where true] ![x where true] [b where true] ![y where true] [c where true]';
    const stream = (first: string, second: string) => [
      at(1, 'a'),
      at(2, first),
      at(3, 'b'),
      at(4, second),
      at(5, 'c'),
    ];
    expect(find(both, stream('y', 'x'))).toEqual([[1, null, 3, null, 5]]);
    expect(find(both, stream('x', 'z'))).toEqual([]);
    expect(find(both, stream('z', 'y'))).toEqual([]);
  });

  test('with runs it leaves as many empty places, and one event is enough to discard', () => {
    const repeated = 'sequence with maxspan=10ms [a where true] ![x where true] with runs=3 [b where true]';
    expect(find(repeated, [at(1, 'a'), at(3, 'b')])).toEqual([[1, null, null, null, 2]]);
    expect(find(repeated, [at(1, 'a'), at(2, 'x'), at(3, 'b')])).toEqual([]);
  });

  test('may match events that other steps match as well', () => {
    const overlapping = 'sequence with maxspan=10ms [a where true] ![any where true] [b where true]';
    expect(find(overlapping, [at(1, 'a'), at(2, 'b')])).toEqual([[1, null, 2]]);
    expect(find(overlapping, [at(1, 'a'), at(2, 'c'), at(3, 'b')])).toEqual([]);
  });

  test('until counts as ever', () => {
    const stopped = `${query} until [stop where true]`;
    expect(find(stopped, [at(1, 'a'), at(2, 'stop'), at(3, 'b')])).toEqual([]);
    expect(find(stopped, [at(1, 'a'), at(2, 'b'), at(3, 'stop')])).toEqual([[1, null, 2]]);
  });
});

describe.each(MATCHERS)('a missing event in front (%s)', (_, find) => {
  const query = 'sequence with maxspan=10ms ![x where true] [a where true] [b where true]';

  test('discards where it fits into one maxspan with the last event', () => {
    expect(find(query, [at(10, 'x'), at(12, 'a'), at(20, 'b')])).toEqual([]);
    expect(find(query, [at(9, 'x'), at(12, 'a'), at(20, 'b')])).toEqual([[null, 2, 3]]);
    expect(find(query, [at(12, 'a'), at(20, 'b')])).toEqual([[null, 1, 2]]);
  });

  test('the latest one before the first event counts', () => {
    expect(find(query, [at(1, 'x'), at(11, 'x'), at(12, 'a'), at(20, 'b')])).toEqual([]);
    expect(find(query, [at(1, 'x'), at(2, 'x'), at(12, 'a'), at(20, 'b')])).toEqual([[null, 3, 4]]);
  });

  test('does nothing in the millisecond of the first event or later', () => {
    expect(find(query, [at(12, 'x'), at(12, 'a'), at(13, 'x'), at(20, 'b')])).toEqual([[null, 2, 4]]);
    expect(find(query, [at(11, 'x'), at(12, 'x'), at(12, 'a'), at(20, 'b')])).toEqual([]);
  });

  test('one positive step is enough', () => {
    const single = 'sequence with maxspan=10ms ![x where true] [a where true]';
    expect(find(single, [at(0, 'x'), at(10, 'a'), at(11, 'a')])).toEqual([[null, 3]]);
  });

  test('must have the key of the sequence', () => {
    const keyed = 'sequence by k with maxspan=10ms ![x where true] [a where true]';
    expect(find(keyed, [at(1, 'x', { k: 2 }), at(2, 'a', { k: 1 }), at(3, 'a', { k: 2 })])).toEqual([
      [null, 2],
    ]);
  });

  test('each start looks at what came before it', () => {
    const events = [at(1, 'a'), at(2, 'x'), at(3, 'a'), at(4, 'b')];
    expect(find(query, events)).toEqual([]);
    expect(find(query, [at(1, 'a'), at(2, 'x'), at(3, 'b')])).toEqual([[null, 1, 3]]);
  });
});

describe.each(MATCHERS)('a missing event at the end (%s)', (_, find) => {
  const query = 'sequence with maxspan=10ms [a where true] [b where true] ![x where true]';

  test('discards where it fits into one maxspan with the first event', () => {
    expect(find(query, [at(0, 'a'), at(5, 'b'), at(10, 'x')])).toEqual([]);
    expect(find(query, [at(0, 'a'), at(5, 'b'), at(11, 'x')])).toEqual([[1, 2, null]]);
    expect(find(query, [at(0, 'a'), at(5, 'b')])).toEqual([[1, 2, null]]);
  });

  test('does nothing in the millisecond of the last event or before', () => {
    expect(find(query, [at(0, 'a'), at(3, 'x'), at(5, 'x'), at(5, 'b'), at(5, 'x')])).toEqual([[1, 4, null]]);
    expect(find(query, [at(0, 'a'), at(5, 'b'), at(5, 'x'), at(6, 'x')])).toEqual([]);
  });

  test('one positive step is enough', () => {
    const single = 'sequence with maxspan=10ms [a where true] ![x where true]';
    expect(find(single, [at(0, 'a'), at(1, 'a'), at(11, 'x')])).toEqual([[1, null]]);
  });

  test('must have the key of the sequence', () => {
    const keyed = 'sequence by k with maxspan=10ms [a where true] ![x where true]';
    const events = [at(0, 'a', { k: 1 }), at(1, 'a', { k: 2 }), at(2, 'x', { k: 1 })];
    expect(find(keyed, events)).toEqual([[2, null]]);
  });

  test('discards every sequence whose window it falls into', () => {
    const single = 'sequence with maxspan=10ms [a where true] ![x where true]';
    const events = [at(0, 'a'), at(4, 'a'), at(8, 'a'), at(12, 'x')];
    expect(find(single, events)).toEqual([[1, null]]);
  });

  test('until does not reopen what is complete', () => {
    const stopped = 'sequence with maxspan=10ms [a where true] ![x where true] until [stop where true]';
    expect(find(stopped, [at(0, 'a'), at(1, 'stop')])).toEqual([[1, null]]);
  });
});

describe.each(MATCHERS)('missing events at both ends (%s)', (_, find) => {
  const query = 'sequence with maxspan=10ms ![x where true] [a where true] ![y where true]';

  test('one on one side does not discard', () => {
    expect(find(query, [at(4, 'x'), at(5, 'a')])).toEqual([[null, 2, null]]);
    expect(find(query, [at(5, 'a'), at(6, 'y')])).toEqual([[null, 1, null]]);
  });

  test('one on each side discards where both fit into one maxspan', () => {
    expect(find(query, [at(0, 'x'), at(5, 'a'), at(10, 'y')])).toEqual([]);
    expect(find(query, [at(0, 'x'), at(5, 'a'), at(11, 'y')])).toEqual([[null, 2, null]]);
  });

  test('the nearest on each side count', () => {
    const events = [at(0, 'x'), at(3, 'x'), at(5, 'a'), at(12, 'y'), at(20, 'y')];
    expect(find(query, events)).toEqual([]);
  });

  test('one in the middle discards by itself', () => {
    const three =
      'sequence with maxspan=10ms ![x where true] [a where true] ![z where true] [b where true] ![y where true]';
    expect(find(three, [at(1, 'a'), at(2, 'z'), at(3, 'b')])).toEqual([]);
    expect(find(three, [at(1, 'a'), at(3, 'b')])).toEqual([[null, 1, null, 2, null]]);
  });
});

describe.each(MATCHERS)('maxspan around missing events (%s)', (_, find) => {
  const ns = (ms: number) => BigInt(ms) * 1_000_000n;

  test('is exact to the nanosecond in front', () => {
    const query = 'sequence with maxspan=10ms ![x where true] [a where true]';
    expect(find(query, [atNs(ns(5), 'x'), atNs(ns(15), 'a')])).toEqual([]);
    expect(find(query, [atNs(ns(5), 'x'), atNs(ns(15) + 1n, 'a')])).toEqual([[null, 2]]);
  });

  test('is exact to the nanosecond at the end', () => {
    const query = 'sequence with maxspan=10ms [a where true] ![x where true]';
    expect(find(query, [atNs(ns(5), 'a'), atNs(ns(15), 'x')])).toEqual([]);
    expect(find(query, [atNs(ns(5), 'a'), atNs(ns(15) + 1n, 'x')])).toEqual([[1, null]]);
  });

  test('is exact to the nanosecond from end to end', () => {
    const query = 'sequence with maxspan=10ms ![x where true] [a where true] ![x where true]';
    expect(find(query, [atNs(ns(5), 'x'), atNs(ns(9), 'a'), atNs(ns(15), 'x')])).toEqual([]);
    expect(find(query, [atNs(ns(5), 'x'), atNs(ns(9), 'a'), atNs(ns(15) + 1n, 'x')])).toEqual([
      [null, 2, null],
    ]);
  });
});
