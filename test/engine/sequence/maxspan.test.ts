import { describe, expect, test } from 'vitest';
import { at, atNs } from './events.ts';
import { MATCHERS } from './matchers.ts';

describe.each(MATCHERS)('maxspan (%s)', (_, find) => {
  test('is inclusive, to the nanosecond', () => {
    const query = 'sequence with maxspan=5ms [a where true] [b where true]';
    expect(find(query, [at(0, 'a'), at(5, 'b')])).toEqual([[1, 2]]);
    expect(find(query, [atNs(1n, 'a'), atNs(5_000_001n, 'b')])).toEqual([[1, 2]]);
    expect(find(query, [at(0, 'a'), atNs(5_000_001n, 'b')])).toEqual([]);
  });

  test('is measured from the first event, at every step', () => {
    const query = 'sequence with maxspan=5ms [a where true] [b where true] [c where true]';
    expect(find(query, [at(0, 'a'), at(3, 'b'), at(5, 'c')])).toEqual([[1, 2, 3]]);
    expect(find(query, [at(0, 'a'), at(3, 'b'), at(6, 'c')])).toEqual([]);
    expect(find(query, [at(0, 'a'), at(6, 'b'), at(7, 'c')])).toEqual([]);
  });

  test('ends a partial match, not the event: it may begin another', () => {
    const query = 'sequence with maxspan=5ms [a where true] [a where true]';
    expect(find(query, [at(0, 'a'), at(10, 'a'), at(12, 'a')])).toEqual([[2, 3]]);
  });

  test('a partial match that is replaced does not come back when its successor is too long', () => {
    const query = 'sequence by k with maxspan=5ms [a where true] [b where true] [c where true]';
    const events = [
      at(0, 'a', { k: 1 }),
      at(4, 'a', { k: 1 }),
      at(5, 'b', { k: 1 }),
      at(10, 'c', { k: 1 }),
      at(11, 'c', { k: 1 }),
    ];
    expect(find(query, events)).toEqual([]);
  });

  test('has units', () => {
    const query = 'sequence with maxspan=2m [a where true] [b where true]';
    expect(find(query, [at(0, 'a'), at(120_000, 'b')])).toEqual([[1, 2]]);
    expect(find(query, [at(0, 'a'), at(120_001, 'b')])).toEqual([]);
  });

  test('without it the events may be years apart', () => {
    const years = 5 * 365 * 86_400_000;
    expect(find('sequence [a where true] [b where true]', [at(0, 'a'), at(years, 'b')])).toEqual([[1, 2]]);
  });
});
