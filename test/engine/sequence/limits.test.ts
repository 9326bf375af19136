import { describe, expect, test } from 'vitest';
import type { EventRecord } from '../../../src/engine/events/field-value.ts';
import { MAX_KEYS_OF_EVENT } from '../../../src/engine/sequence/join-keys.ts';
import { CHECKPOINT_EVENTS } from '../../../src/engine/sequence/state-limits.ts';
import { runEngine } from '../../support/run-engine.ts';
import { at } from './events.ts';

const query = 'sequence by k [a where true] [b where true]';
const starts = (...keys: readonly number[]): EventRecord[] => keys.map((k) => at(k, 'a', { k }));
const ends = (...keys: readonly number[]): EventRecord[] => keys.map((k) => at(10_000 + k, 'b', { k }));
const padding = (count: number): EventRecord[] => Array.from({ length: count }, () => at(100, 'c'));

describe('the limit on what a rule remembers', () => {
  test('costs the oldest partial matches', () => {
    const found = runEngine([...starts(1, 2, 3, 4), ...ends(1, 2, 3, 4)], [query], {
      sequences: { maxPartialMatchesPerRule: 2, reorderWindowMs: 0 },
    });
    expect(found.map(([, events]) => events)).toEqual([
      [3, 7],
      [4, 8],
    ]);
  });

  test('costs the first keys of a sample', () => {
    const found = runEngine(
      [...starts(1, 2, 3), ...ends(1, 2, 3)],
      ['sample by k [a where true] [b where true]'],
      {
        sequences: { maxPartialMatchesPerRule: 2 },
      },
    );
    // The end of key 1 comes as a new key, in place of key 2; then that of key 2 in place of key 3.
    expect(found).toEqual([]);
  });

  test('counts matches that wait for their window to close', () => {
    const absent = 'sequence by k with maxspan=1h [a where true] ![x where true]';
    const found = runEngine(starts(1, 2, 3), [absent], { sequences: { maxPartialMatchesPerRule: 2 } });
    expect(found.map(([, events]) => events)).toEqual([
      [2, null],
      [3, null],
    ]);
  });
});

describe.each([7, 1000, 1024])('the limit on all rules together, in batches of %i', (batchSize) => {
  const other = 'sequence by k [a where k == 5] [b where true]';
  const options = { batchSize, sequences: { maxPartialMatches: 3, reorderWindowMs: 0 } };

  test('costs the rule that holds most', () => {
    const stream = [...starts(1, 2, 3, 4, 5), ...padding(CHECKPOINT_EVENTS), ...ends(1, 2, 3, 4, 5)];
    const found = runEngine(stream, [query, other], options);
    expect(found.map(([rule, events]) => [rule, events[0]])).toEqual([
      ['rule-0', 4],
      ['rule-0', 5],
      ['rule-1', 5],
    ]);
  });

  test('costs nothing before the checkpoint', () => {
    const found = runEngine([...starts(1, 2, 3, 4, 5), ...ends(1, 2, 3, 4, 5)], [query], options);
    expect(found).toHaveLength(5);
  });
});

test('an event takes part under so many keys only', () => {
  const values = Array.from({ length: MAX_KEYS_OF_EVENT + 1 }, (_, index) => index);
  const found = runEngine(
    [at(0, 'a', { k: values }), ...ends(0, MAX_KEYS_OF_EVENT - 1, MAX_KEYS_OF_EVENT)],
    [query],
  );
  expect(found.map(([, events]) => events)).toEqual([
    [1, 2],
    [1, 3],
  ]);
});
