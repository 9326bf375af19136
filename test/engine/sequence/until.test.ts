import { describe, expect, test } from 'vitest';
import { at } from './events.ts';
import { MATCHERS } from './matchers.ts';

describe.each(MATCHERS)('until (%s)', (_, find) => {
  const query = 'sequence [a where true] [b where true] [c where true] until [stop where true]';

  test('ends what has begun, at every stage', () => {
    expect(find(query, [at(1, 'a'), at(2, 'stop'), at(3, 'b'), at(4, 'c')])).toEqual([]);
    expect(find(query, [at(1, 'a'), at(2, 'b'), at(3, 'stop'), at(4, 'c')])).toEqual([]);
    expect(find(query, [at(1, 'a'), at(2, 'b'), at(3, 'a'), at(4, 'stop'), at(5, 'b'), at(6, 'c')])).toEqual(
      [],
    );
  });

  test('never is part of a result, and does nothing before the first event or after the last', () => {
    const events = [at(1, 'stop'), at(2, 'a'), at(3, 'b'), at(4, 'c'), at(5, 'stop')];
    expect(find(query, events)).toEqual([[2, 3, 4]]);
  });

  test('what begins after it goes on', () => {
    const events = [at(1, 'a'), at(2, 'stop'), at(3, 'a'), at(4, 'b'), at(5, 'c')];
    expect(find(query, events)).toEqual([[3, 4, 5]]);
  });

  test('is in the order of time, and of the stream where times are equal', () => {
    const short = 'sequence [a where true] [b where true] until [stop where true]';
    expect(find(short, [at(1, 'a'), at(3, 'b'), at(2, 'stop')])).toEqual([]);
    expect(find(short, [at(1, 'a'), at(1, 'stop'), at(1, 'b')])).toEqual([]);
    expect(find(short, [at(1, 'stop'), at(1, 'a'), at(1, 'b')])).toEqual([[2, 3]]);
  });

  test('maxspan does not concern it', () => {
    const bounded = 'sequence with maxspan=5ms [a where true] [b where true] until [stop where true]';
    expect(find(bounded, [at(0, 'stop'), at(100, 'a'), at(104, 'stop'), at(105, 'b')])).toEqual([]);
  });

  test('an event that goes on with a partial match and is the until event too ends it', () => {
    const both = 'sequence [a where true] [b where true] [c where true] until [b where stop == true]';
    expect(find(both, [at(1, 'a'), at(2, 'b', { stop: true }), at(3, 'c')])).toEqual([]);
    expect(find(both, [at(1, 'a'), at(2, 'b', { stop: false }), at(3, 'c')])).toEqual([[1, 2, 3]]);
  });

  test('an event that begins a match and is the until event too begins nothing', () => {
    const both = 'sequence [a where true] [b where true] until [a where stop == true]';
    expect(find(both, [at(1, 'a', { stop: true }), at(2, 'b')])).toEqual([]);
  });

  test('an event that completes a sequence and is the until event too completes it', () => {
    const both = 'sequence [a where true] [b where true] until [b where true]';
    expect(find(both, [at(1, 'a'), at(2, 'b')])).toEqual([[1, 2]]);
  });

  test('ends only what has its key', () => {
    const keyed = 'sequence by k [a where true] [b where true] until [stop where true]';
    const begun = [at(1, 'a', { k: 1 }), at(2, 'a', { k: 2 })];
    const ends = [at(4, 'b', { k: 1 }), at(5, 'b', { k: 2 })];
    expect(find(keyed, [...begun, at(3, 'stop', { k: 2 }), ...ends])).toEqual([[1, 4]]);
    expect(find(keyed, [...begun, at(3, 'stop', { k: [2, 1] }), ...ends])).toEqual([]);
  });

  test('has a key field of its own where the steps have', () => {
    const keyed = 'sequence [a where true] by k [b where true] by k until [stop where true] by l';
    const events = [at(1, 'a', { k: 1 }), at(2, 'stop', { k: 1, l: 2 }), at(3, 'b', { k: 1 })];
    expect(find(keyed, events)).toEqual([[1, 3]]);
    expect(find(keyed, [at(1, 'a', { k: 1 }), at(2, 'stop', { l: 1 }), at(3, 'b', { k: 1 })])).toEqual([]);
  });

  test('without its key it ends nothing', () => {
    const keyed = 'sequence by k [a where true] [b where true] until [stop where true]';
    const events = [at(1, 'a', { k: 1 }), at(2, 'stop'), at(3, 'b', { k: 1 })];
    expect(find(keyed, events)).toEqual([[1, 3]]);
    const optional = 'sequence [a where true] by ?k [b where true] by ?k until [stop where true] by k';
    expect(find(optional, [at(1, 'a'), at(2, 'stop'), at(3, 'b')])).toEqual([[1, 3]]);
  });

  test('with an optional key that is missing it ends what lacks the key', () => {
    const keyed = 'sequence by ?k [a where true] [b where true] until [stop where true]';
    const begun = [at(1, 'a'), at(2, 'a', { k: 1 })];
    const ends = [at(4, 'b'), at(5, 'b', { k: 1 })];
    expect(find(keyed, [...begun, at(3, 'stop'), ...ends])).toEqual([[2, 5]]);
  });
});
