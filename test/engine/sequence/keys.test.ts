import { describe, expect, test } from 'vitest';
import { at } from './events.ts';
import { MATCHERS } from './matchers.ts';

describe.each(MATCHERS)('keys of a sequence (%s)', (_, find) => {
  test('events belong together when their keys are equal', () => {
    const query = 'sequence by k [a where true] [b where true]';
    const events = [
      at(1, 'a', { k: 'x' }),
      at(2, 'a', { k: 'y' }),
      at(3, 'b', { k: 'z' }),
      at(4, 'b', { k: 'x' }),
    ];
    expect(find(query, events)).toEqual([[1, 4]]);
  });

  test('a step may name the field that holds its key', () => {
    const query = 'sequence [a where true] by pid [b where true] by parent';
    const events = [at(1, 'a', { pid: 1, parent: 9 }), at(2, 'b', { pid: 1 }), at(3, 'b', { parent: 1 })];
    expect(find(query, events)).toEqual([[1, 3]]);
  });

  test('the keys of the sequence come before those of the step, and are compared place by place', () => {
    const query = 'sequence by k [a where true] by p, q [b where true] by r, s';
    const a = at(1, 'a', { k: 0, p: 1, q: 2 });
    expect(find(query, [a, at(2, 'b', { k: 0, r: 1, s: 2 })])).toEqual([[1, 2]]);
    expect(find(query, [a, at(2, 'b', { k: 0, r: 2, s: 1 })])).toEqual([]);
    expect(find(query, [a, at(2, 'b', { k: 1, r: 0, s: 2 })])).toEqual([]);
  });

  test('one event may have different keys for different steps', () => {
    const query = 'sequence [any where true] by pid [any where true] by parent';
    const events = [
      at(1, 'a', { pid: 1, parent: 0 }),
      at(2, 'a', { pid: 2, parent: 1 }),
      at(3, 'a', { pid: 3, parent: 2 }),
    ];
    expect(find(query, events)).toEqual([
      [1, 2],
      [2, 3],
    ]);
  });

  test('without keys all events belong together', () => {
    const events = [at(1, 'a', { k: 'x' }), at(2, 'b', { k: 'y' })];
    expect(find('sequence [a where true] [b where true]', events)).toEqual([[1, 2]]);
  });

  test('values are compared with case', () => {
    const events = [at(1, 'a', { k: 'Admin' }), at(2, 'b', { k: 'admin' })];
    expect(find('sequence by k [a where true] [b where true]', events)).toEqual([]);
  });

  test('a number and the text of it are one key', () => {
    const events = [at(1, 'a', { k: 5 }), at(2, 'b', { k: '5' })];
    expect(find('sequence by k [a where true] [b where true]', events)).toEqual([[1, 2]]);
  });

  test.each([
    ['a,b', 'c', 'a', 'b,c'],
    ['', 'a', 'a', ''],
    ['a\0', 'b', 'a', '\0b'],
    ['a","b', 'c', 'a', 'b","c'],
    ['a\0,b', 'c', 'a', 'b\0,c'],
  ])('two key fields are not one longer text: %j and %j differ from %j and %j', (k1, l1, k2, l2) => {
    const query = 'sequence by k, l [a where true] [b where true]';
    const events = [at(1, 'a', { k: k1, l: l1 }), at(2, 'b', { k: k2, l: l2 }), at(3, 'b', { k: k1, l: l1 })];
    expect(find(query, events)).toEqual([[1, 3]]);
  });

  test.each(['__proto__', 'constructor', 'toString', ''])('%j is a value as any other', (value) => {
    const query = 'sequence by k [a where true] [b where true]';
    expect(find(query, [at(1, 'a', { k: value }), at(2, 'b', { k: value })])).toEqual([[1, 2]]);
    expect(find(query, [at(1, 'a', { k: 'x' }), at(2, 'b', { k: value })])).toEqual([]);
  });

  test('`constructor` is a field as any other, which events have only if they carry it', () => {
    const query = 'sequence by constructor [a where true] [b where true]';
    expect(find(query, [at(1, 'a'), at(2, 'b')])).toEqual([]);
    expect(find(query, [at(1, 'a', { constructor: 1 }), at(2, 'b', { constructor: 1 })])).toEqual([[1, 2]]);
  });
});

describe.each(MATCHERS)('missing keys (%s)', (_, find) => {
  test('a step does not see an event that lacks its key', () => {
    const query = 'sequence by k [a where true] [b where true]';
    expect(find(query, [at(1, 'a'), at(2, 'b')])).toEqual([]);
    const events = [
      at(1, 'a', { k: 'x' }),
      at(2, 'a', { k: null }),
      at(3, 'b', { k: [] }),
      at(4, 'b', { k: 'x' }),
    ];
    expect(find(query, events)).toEqual([[1, 4]]);
  });

  test('an event that lacks one of several keys is not seen either', () => {
    const query = 'sequence by k, l [a where true] [b where true]';
    expect(find(query, [at(1, 'a', { k: 1 }), at(2, 'b', { k: 1 })])).toEqual([]);
  });

  test('another step, which has another key, may see it', () => {
    const query = 'sequence [a where true] by k [a where true] by l';
    expect(find(query, [at(1, 'a', { k: 1 }), at(2, 'a', { l: 1 })])).toEqual([[1, 2]]);
  });

  test('a missing optional key is null, and null equals null', () => {
    const query = 'sequence by ?k [a where true] [b where true]';
    expect(find(query, [at(1, 'a'), at(2, 'b', { k: null })])).toEqual([[1, 2]]);
    expect(find(query, [at(1, 'a', { k: 'x' }), at(2, 'b')])).toEqual([]);
    expect(find(query, [at(1, 'a', { k: [null] }), at(2, 'b', { k: 'null' })])).toEqual([]);
    expect(find(query, [at(1, 'a'), at(2, 'b', { k: '' })])).toEqual([]);
  });

  test('an optional key beside one that is not', () => {
    const query = 'sequence by ?k, l [a where true] [b where true]';
    expect(find(query, [at(1, 'a', { l: 1 }), at(2, 'b', { l: 1 })])).toEqual([[1, 2]]);
    expect(find(query, [at(1, 'a', { k: 1 }), at(2, 'b', { k: 1 })])).toEqual([]);
  });

  test('the key may be optional in one step and not in the other', () => {
    const query = 'sequence [a where true] by ?k [b where true] by k';
    const events = [at(1, 'a'), at(2, 'b'), at(3, 'a', { k: 1 }), at(4, 'b', { k: 1 })];
    expect(find(query, events)).toEqual([[3, 4]]);
  });
});

describe.each(MATCHERS)('keys with several values (%s)', (_, find) => {
  test('an event takes part under each of its values', () => {
    const query = 'sequence by k [a where true] [b where true]';
    const events = [at(1, 'a', { k: ['x', 'y'] }), at(2, 'b', { k: 'y' }), at(3, 'b', { k: ['x', 'z'] })];
    expect(find(query, events)).toEqual([
      [1, 2],
      [1, 3],
    ]);
  });

  test('two events that share two values give two results', () => {
    const query = 'sequence by k [a where true] [b where true]';
    expect(find(query, [at(1, 'a', { k: ['x', 'y'] }), at(2, 'b', { k: ['y', 'x'] })])).toEqual([
      [1, 2],
      [1, 2],
    ]);
  });

  test('a value that is there twice counts once, a number and its text included', () => {
    const query = 'sequence by k [a where true] [b where true]';
    expect(find(query, [at(1, 'a', { k: ['x', 'x'] }), at(2, 'b', { k: ['x', 'x'] })])).toEqual([[1, 2]]);
    expect(find(query, [at(1, 'a', { k: [5, '5'] }), at(2, 'b', { k: ['5', 5] })])).toEqual([[1, 2]]);
  });

  test('several key fields give all combinations of their values', () => {
    const query = 'sequence by k, l [a where true] [b where true]';
    const a = at(1, 'a', { k: ['x', 'y'], l: [1, 2] });
    const others = [
      at(2, 'b', { k: 'x', l: 2 }),
      at(3, 'b', { k: 'y', l: 1 }),
      at(4, 'b', { k: 'y', l: 3 }),
      at(5, 'b', { k: ['x', 'y'], l: 1 }),
    ];
    // The last event completes what is left of 1: under x and 1; y and 1 was used up by event 3.
    expect(find(query, [a, ...others])).toEqual([
      [1, 2],
      [1, 3],
      [1, 5],
    ]);
  });

  test('a list of one is that one, and a list is no text', () => {
    const query = 'sequence by k [a where true] [b where true]';
    expect(find(query, [at(1, 'a', { k: ['x'] }), at(2, 'b', { k: 'x' })])).toEqual([[1, 2]]);
    expect(find(query, [at(1, 'a', { k: ['x', 'y'] }), at(2, 'b', { k: 'x,y' })])).toEqual([]);
    expect(find(query, [at(1, 'a', { k: ['x', 'y'] }), at(2, 'b', { k: '["x","y"]' })])).toEqual([]);
  });
});
