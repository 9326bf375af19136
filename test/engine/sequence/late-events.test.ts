import { describe, expect, test } from 'vitest';
import type { EventRecord } from '../../../src/engine/events/field-value.ts';
import { runEngine } from '../../support/run-engine.ts';
import { at, atNs } from './events.ts';
import type { Row } from './matchers.ts';

const query = 'sequence [a where true] [b where true]';

function find(records: readonly EventRecord[], reorderWindowMs: number, batchSize: number): readonly Row[] {
  return runEngine(records, [query], { batchSize, sequences: { reorderWindowMs } }).map(
    ([, events]) => events,
  );
}

describe.each([1, 7, 1024])('late events, in batches of %i', (batchSize) => {
  test('are put in their place as long as they come within the reordering window', () => {
    const events = [at(9, 'b'), at(20, 'c'), at(5, 'a'), at(100, 'c')];
    expect(find(events, 15, batchSize)).toEqual([[3, 1]]);
    // By the time of `a`, `b` is not waited with any more.
    expect(find(events, 10, batchSize)).toEqual([]);
  });

  test('without a window those of the same millisecond are', () => {
    const events = [atNs(1_000_002n, 'b'), atNs(1_000_001n, 'a'), at(100, 'c')];
    expect(find(events, 0, batchSize)).toEqual([[2, 1]]);
  });

  test('beyond the window still begin something', () => {
    expect(find([at(10, 'c'), at(5, 'a'), at(11, 'c'), at(12, 'b')], 0, batchSize)).toEqual([[2, 4]]);
  });

  test('beyond the window neither follow what happened after them nor replace it', () => {
    expect(find([at(10, 'a'), at(5, 'b'), at(11, 'c')], 0, batchSize)).toEqual([]);
    expect(find([at(10, 'a'), at(5, 'a'), at(11, 'b')], 0, batchSize)).toEqual([[1, 3]]);
  });

  test('many in a row are another recording, which does not go on with what the first began', () => {
    const earlier = Array.from({ length: 70 }, (_, index) => at(index + 1, 'c'));
    const events = [at(1_000_000, 'a'), at(0, 'a'), ...earlier, at(80, 'b'), at(1_000_001, 'b')];
    expect(find(events, 0, batchSize)).toEqual([[2, 73]]);
  });
});
