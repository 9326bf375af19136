import { describe, expect, test } from 'vitest';
import { at, atNs, timeless } from './events.ts';
import { MATCHERS } from './matchers.ts';

describe.each(MATCHERS)('the order of events (%s)', (_, find) => {
  const query = 'sequence [a where true] [b where true]';

  test('is that of their times, not of their arrival', () => {
    expect(find(query, [at(2, 'b'), at(1, 'a')])).toEqual([[2, 1]]);
    expect(find(query, [at(2, 'a'), at(1, 'b')])).toEqual([]);
  });

  test('is exact to the nanosecond', () => {
    expect(find(query, [atNs(1_000_002n, 'b'), atNs(1_000_001n, 'a')])).toEqual([[2, 1]]);
    expect(find(query, [atNs(1_000_002n, 'a'), atNs(1_000_001n, 'b')])).toEqual([]);
  });

  test('is that of the stream where times are equal', () => {
    expect(find(query, [at(1, 'a'), at(1, 'b')])).toEqual([[1, 2]]);
    expect(find(query, [at(1, 'b'), at(1, 'a')])).toEqual([]);
  });

  test('compares moments, however they are written', () => {
    const events = [
      { '@timestamp': '2024-03-01T00:00:01.5Z', 'event.category': 'b' },
      { '@timestamp': Date.UTC(2024, 2, 1, 0, 0, 1), 'event.category': 'a' },
    ];
    expect(find(query, events)).toEqual([[2, 1]]);
  });

  test('leaves out events that have no time', () => {
    const unreadable = { '@timestamp': 'yesterday', 'event.category': 'b' };
    expect(find(query, [timeless('a'), at(1, 'b')])).toEqual([]);
    expect(find(query, [at(1, 'a'), timeless('b'), unreadable, at(2, 'b')])).toEqual([[1, 4]]);
  });

  test('lets an event follow others only, never itself', () => {
    expect(find('sequence [a where true] [a where true]', [at(1, 'a')])).toEqual([]);
    expect(find('sequence [a where true] [any where true]', [at(1, 'a')])).toEqual([]);
  });

  test('does not care about what happens in between', () => {
    expect(find(query, [at(1, 'a'), at(2, 'c'), at(3, 'd'), at(4, 'b')])).toEqual([[1, 4]]);
  });
});

describe.each(MATCHERS)('the algorithm of sequences (%s)', (_, find) => {
  const two = 'sequence [a where true] [b where true]';
  const three = 'sequence [a where true] [b where true] [c where true]';

  test('uses a partial match once', () => {
    expect(find(two, [at(1, 'a'), at(2, 'b'), at(3, 'b')])).toEqual([[1, 2]]);
    expect(find(two, [at(1, 'a'), at(2, 'b'), at(3, 'a'), at(4, 'b')])).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  test('a new first event leaves partial matches alone that are further on', () => {
    expect(find(three, [at(1, 'a'), at(2, 'b'), at(3, 'a'), at(4, 'c')])).toEqual([[1, 2, 4]]);
    expect(find(three, [at(1, 'a'), at(2, 'b'), at(3, 'a'), at(4, 'c'), at(5, 'b'), at(6, 'c')])).toEqual([
      [1, 2, 4],
      [3, 5, 6],
    ]);
  });

  test('one event may serve several partial matches', () => {
    const query = 'sequence [any where true] [any where true] [any where true]';
    expect(find(query, [at(1, 'a'), at(2, 'a'), at(3, 'a'), at(4, 'a')])).toEqual([
      [1, 2, 3],
      [2, 3, 4],
    ]);
  });

  test('an event that ends one match may begin the next', () => {
    const query = 'sequence [any where x == 1] [any where true]';
    expect(find(query, [at(1, 'a', { x: 1 }), at(2, 'a', { x: 1 }), at(3, 'a')])).toEqual([
      [1, 2],
      [2, 3],
    ]);
  });

  test('the keys of a stream do not disturb each other', () => {
    const query = 'sequence by k [a where true] [b where true]';
    const events = ['x', 'y', 'x'].map((k, index) => at(index, 'a', { k }));
    expect(find(query, [...events, at(5, 'b', { k: 'y' }), at(6, 'b', { k: 'x' })])).toEqual([
      [2, 4],
      [3, 5],
    ]);
  });

  test('results come by their last event', () => {
    const query = 'sequence by k [a where true] [b where true]';
    const events = [at(1, 'a', { k: 1 }), at(2, 'a', { k: 2 }), at(3, 'b', { k: 2 }), at(4, 'b', { k: 1 })];
    expect(find(query, events)).toEqual([
      [2, 3],
      [1, 4],
    ]);
  });

  test('where last events are equal in time, the one that stands first in the stream comes first', () => {
    const query = 'sequence by k [a where true] [b where true]';
    const events = [at(0, 'a', { k: 2 }), at(3, 'b', { k: 1 }), at(3, 'b', { k: 2 }), at(1, 'a', { k: 1 })];
    expect(find(query, events)).toEqual([
      [4, 2],
      [1, 3],
    ]);
  });

  test('results with the same last event come by key', () => {
    const query = 'sequence by k [a where true] [b where true]';
    const starts = [at(1, 'a', { k: 'z' }), at(2, 'a', { k: 'y' }), at(3, 'a', { k: 'x' })];
    expect(find(query, [...starts, at(4, 'b', { k: ['y', 'z', 'x'] })])).toEqual([
      [3, 4],
      [2, 4],
      [1, 4],
    ]);
  });
});
