import { describe, expect, test } from 'vitest';
import type { Alert } from '../../../src/engine/alert.ts';
import { Engine } from '../../../src/engine/engine.ts';
import { ecsVocabulary } from '../../../src/engine/events/ecs-vocabulary.ts';
import type { EventRecord } from '../../../src/engine/events/field-value.ts';
import { ruleOf } from '../../support/rule.ts';
import { at } from './events.ts';
import { MATCHERS } from './matchers.ts';

const pairs = (count: number): EventRecord[] =>
  Array.from({ length: count }, (_, index) => [at(10 * index, 'a'), at(10 * index + 1, 'b')]).flat();

describe.each(MATCHERS)('pipes (%s)', (_, find) => {
  const query = 'sequence [a where true] [b where true]';

  test('head gives the first results', () => {
    expect(find(`${query} | head 2`, pairs(4))).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(find(`${query} | head 9`, pairs(1))).toEqual([[1, 2]]);
  });

  test('tail gives the last results, in their order', () => {
    expect(find(`${query} | tail 2`, pairs(4))).toEqual([
      [5, 6],
      [7, 8],
    ]);
    expect(find(`${query} | tail 9`, pairs(1))).toEqual([[1, 2]]);
  });

  test.each(['head 0', 'tail 0', 'head 3 | tail 0', 'tail 0 | head 3'])('%s gives nothing', (pipes) => {
    expect(find(`${query} | ${pipes}`, pairs(4))).toEqual([]);
  });

  test('are applied one after the other', () => {
    expect(find(`${query} | head 3 | tail 1`, pairs(4))).toEqual([[5, 6]]);
    expect(find(`${query} | tail 3 | head 1`, pairs(4))).toEqual([[3, 4]]);
    expect(find(`${query} | tail 3 | head 2 | tail 1`, pairs(4))).toEqual([[5, 6]]);
  });

  test('count in the order of results, by key where the last event is the same', () => {
    const starts = [at(1, 'a', { k: 'z' }), at(2, 'a', { k: 'x' }), at(3, 'a', { k: 'y' })];
    const events = [...starts, at(4, 'b', { k: ['y', 'z', 'x'] })];
    expect(find('sequence by k [a where true] [b where true] | head 1', events)).toEqual([[2, 4]]);
    expect(find('sequence by k [a where true] [b where true] | tail 1', events)).toEqual([[1, 4]]);
  });

  test('count in the order of last events also where windows close in another', () => {
    const absent = 'sequence by k with maxspan=10ms [a where true] [b where true] ![x where true]';
    const events = [
      at(0, 'a', { k: 'late' }),
      at(1, 'a', { k: 'early' }),
      at(5, 'b', { k: 'early' }),
      at(6, 'b', { k: 'late' }),
    ];
    expect(find(`${absent} | head 1`, events)).toEqual([[2, 3, null]]);
  });

  test('count results, not events', () => {
    expect(
      find('sequence by k [a where true] [b where true] | head 1', [
        at(1, 'a', { k: ['x', 'y'] }),
        at(2, 'b', { k: ['x', 'y'] }),
      ]),
    ).toEqual([[1, 2]]);
  });

  test('count what stands after missing events', () => {
    const absent = 'sequence with maxspan=5ms [a where true] ![x where true] [b where true]';
    const events = [at(1, 'a'), at(2, 'x'), at(3, 'b'), at(11, 'a'), at(12, 'b')];
    expect(find(`${absent} | head 1`, events)).toEqual([[4, null, 5]]);
  });

  test('work on samples', () => {
    const events = ['z', 'x', 'y'].flatMap((k, ms) => [at(ms, 'a', { k }), at(ms, 'b', { k })]);
    const sample = 'sample by k [a where true] [b where true]';
    expect(find(`${sample} | head 1`, events)).toEqual([[3, 4]]);
    expect(find(`${sample} | tail 1`, events)).toEqual([[1, 2]]);
  });
});

describe('alerts of piped rules', () => {
  test.each([
    ['| head 2', [1, 2]],
    ['| tail 2', [3, 4]],
  ])('are given at the end of the stream (%s)', (pipe, first) => {
    const engine = new Engine([ruleOf(`sequence [a where true] [b where true] ${pipe}`)], {
      sequences: { reorderWindowMs: 0 },
    });
    const found: Alert['events'][] = [];
    const records = [...pairs(3), at(1_000, 'c')];
    const eventNumbers = records.map((_, index) => index + 1);
    engine.run({ vocabulary: ecsVocabulary, records, eventNumbers }, ({ events }) => found.push(events));
    expect(found).toEqual([]);
    engine.end(({ events }) => found.push(events));
    expect(found).toEqual([first, first.map((number) => number + 2)]);
  });
});
