import { describe, expect, test } from 'vitest';
import { at, timeless } from './events.ts';
import { MATCHERS } from './matchers.ts';

describe.each(MATCHERS)('samples (%s)', (_, find) => {
  const query = 'sample by k [a where true] [b where true]';

  test('the filters may be met in any order', () => {
    expect(find(query, [at(1, 'b', { k: 1 }), at(2, 'a', { k: 1 })])).toEqual([[2, 1]]);
    expect(find(query, [at(1, 'a', { k: 1 }), at(2, 'b', { k: 1 })])).toEqual([[1, 2]]);
  });

  test('time plays no role, not even whether there is one', () => {
    expect(find(query, [timeless('a', { k: 1 }), at(86_400_000_000, 'b', { k: 1 })])).toEqual([[1, 2]]);
    expect(find(query, [at(2, 'a', { k: 1 }), at(1, 'a', { k: 1 }), at(3, 'b', { k: 1 })])).toEqual([[1, 3]]);
  });

  test('every filter must be met under the same key', () => {
    expect(find(query, [at(1, 'a', { k: 1 }), at(2, 'b', { k: 2 })])).toEqual([]);
    expect(find(query, [at(1, 'a', { k: 1 })])).toEqual([]);
  });

  test('a key gives one result, with the earliest events of the stream that will do', () => {
    const events = ['a', 'a', 'b', 'b'].map((category, ms) => at(ms, category, { k: 1 }));
    expect(find(query, events)).toEqual([[1, 3]]);
  });

  test('no event counts twice: another is sought for an earlier filter if need be', () => {
    const overlapping = 'sample by k [any where true] [a where true]';
    expect(find(overlapping, [at(1, 'a', { k: 1 })])).toEqual([]);
    expect(find(overlapping, [at(1, 'a', { k: 1 }), at(2, 'b', { k: 1 })])).toEqual([[2, 1]]);
    expect(find(overlapping, [at(1, 'a', { k: 1 }), at(2, 'a', { k: 1 })])).toEqual([[1, 2]]);
  });

  test('five filters need five events', () => {
    const five = `sample by k ${'[any where true]'.repeat(4)} [a where true]`;
    const events = ['a', 'b', 'b', 'b', 'b'].map((category, ms) => at(ms, category, { k: 1 }));
    expect(find(five, events.slice(0, 4))).toEqual([]);
    expect(find(five, events)).toEqual([[2, 3, 4, 5, 1]]);
  });

  test('results come by key, null first', () => {
    const optional = 'sample by ?k [a where true] [b where true]';
    const events = ['z', 'x', undefined, 'y'].flatMap((k, index) => [
      at(index, 'a', { k }),
      at(index, 'b', { k }),
    ]);
    expect(find(optional, events)).toEqual([
      [5, 6],
      [3, 4],
      [7, 8],
      [1, 2],
    ]);
  });

  test('numbers come by size, before texts', () => {
    const events = ['x', 10, '9', 1.5].flatMap((k, index) => [at(index, 'a', { k }), at(index, 'b', { k })]);
    expect(find(query, events)).toEqual([
      [7, 8],
      [5, 6],
      [3, 4],
      [1, 2],
    ]);
  });

  test('an event that lacks a key is not seen, unless the key is optional', () => {
    expect(find(query, [at(1, 'a'), at(2, 'b')])).toEqual([]);
    expect(find('sample by ?k [a where true] [b where true]', [at(1, 'a'), at(2, 'b')])).toEqual([[1, 2]]);
  });

  test('filters may have key fields of their own', () => {
    const own = 'sample by k [a where true] by l [b where true] by m';
    const events = [at(1, 'a', { k: 1, l: 2 }), at(2, 'b', { k: 1, l: 2 }), at(3, 'b', { k: 1, m: '2' })];
    expect(find(own, events)).toEqual([[1, 3]]);
  });

  test('an event with several values of a key takes part under each of them', () => {
    const events = [at(1, 'a', { k: ['x', 'y'] }), at(2, 'b', { k: 'y' }), at(3, 'b', { k: ['z', 'x'] })];
    expect(find(query, events)).toEqual([
      [1, 3],
      [1, 2],
    ]);
  });
});
