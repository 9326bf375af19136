import { describe, expect, test } from 'vitest';
import { at } from './events.ts';
import { MATCHERS } from './matchers.ts';

describe.each(MATCHERS)('runs (%s)', (_, find) => {
  const burst = (count: number) => Array.from({ length: count }, (_, index) => at(index, 'a'));

  test('stand for as many equal steps', () => {
    const events = [at(1, 'a'), at(2, 'c'), at(3, 'a'), at(4, 'a'), at(5, 'b')];
    expect(find('sequence [a where true] with runs=3 [b where true]', events)).toEqual([[1, 3, 4, 5]]);
    const written = 'sequence [a where true] [a where true] [a where true] [b where true]';
    expect(find(written, events)).toEqual([[1, 3, 4, 5]]);
  });

  test('overlap: m events give m - n + 1 results', () => {
    const query = 'sequence [a where true] with runs=3';
    expect(find(query, burst(2))).toEqual([]);
    expect(find(query, burst(5))).toEqual([
      [1, 2, 3],
      [2, 3, 4],
      [3, 4, 5],
    ]);
  });

  test('may be many', () => {
    const results = find('sequence [a where true] with runs=100', burst(102));
    expect(results.map((row) => [row.length, row[0], row.at(-1)])).toEqual([
      [100, 1, 100],
      [100, 2, 101],
      [100, 3, 102],
    ]);
  });

  test('keep the newest events for the step after them', () => {
    const query = 'sequence [a where true] with runs=2 [b where true]';
    expect(find(query, [...burst(4), at(10, 'b')])).toEqual([[3, 4, 5]]);
  });

  test('may come last, and in the middle', () => {
    expect(
      find('sequence [b where true] [a where true] with runs=2', [at(0, 'b'), at(1, 'a'), at(2, 'a')]),
    ).toEqual([[1, 2, 3]]);
    const middle = 'sequence [b where true] [a where true] with runs=2 [c where true]';
    expect(find(middle, [at(0, 'b'), at(1, 'a'), at(2, 'a'), at(3, 'c')])).toEqual([[1, 2, 3, 4]]);
    expect(find(middle, [at(0, 'b'), at(1, 'a'), at(3, 'c')])).toEqual([]);
  });

  test('count per key', () => {
    const query = 'sequence by k [a where true] with runs=2';
    const events = [at(1, 'a', { k: 1 }), at(2, 'a', { k: 2 }), at(3, 'a', { k: 3 }), at(4, 'a', { k: 1 })];
    expect(find(query, events)).toEqual([[1, 4]]);
  });

  test('must fit into maxspan from the first of them', () => {
    const query = 'sequence with maxspan=2ms [a where true] with runs=3';
    expect(find(query, burst(3))).toEqual([[1, 2, 3]]);
    expect(find(query, [at(0, 'a'), at(1, 'a'), at(3, 'a'), at(3, 'a')])).toEqual([[2, 3, 4]]);
  });

  test('may be followed by a missing event', () => {
    const query = 'sequence with maxspan=10ms [a where true] with runs=2 ![x where true] [b where true]';
    expect(find(query, [at(0, 'a'), at(1, 'x'), at(2, 'a'), at(4, 'b')])).toEqual([[1, 3, null, 4]]);
    expect(find(query, [at(0, 'a'), at(2, 'a'), at(3, 'x'), at(4, 'b')])).toEqual([]);
  });
});
