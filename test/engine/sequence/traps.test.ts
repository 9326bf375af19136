import { describe, expect, test } from 'vitest';
import type { Alert } from '../../../src/engine/alert.ts';
import { Engine } from '../../../src/engine/engine.ts';
import { ecsVocabulary } from '../../../src/engine/events/ecs-vocabulary.ts';
import type { EventRecord } from '../../../src/engine/events/field-value.ts';
import { ruleOf } from '../../support/rule.ts';
import { at } from './events.ts';
import { MATCHERS } from './matchers.ts';

describe.each(MATCHERS)('what implementers of sequences get wrong (%s)', (_, find) => {
  test('oldest start instead of newest: a new first event takes the place of the waiting one', () => {
    const query = 'sequence [a where true] [b where true]';
    expect(find(query, [at(1, 'a'), at(2, 'a'), at(3, 'b')])).toEqual([[2, 3]]);
    expect(find(query, [at(1, 'a'), at(2, 'b'), at(3, 'a'), at(4, 'b')])).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  test('several partial matches per stage: the newest is the only one, at every stage', () => {
    const query = 'sequence [a where true] [b where true] [c where true]';
    const events = [at(1, 'a'), at(2, 'b'), at(3, 'a'), at(4, 'b'), at(5, 'c'), at(6, 'c')];
    expect(find(query, events)).toEqual([[3, 4, 5]]);
  });

  test('stages taken first to last: no event follows itself', () => {
    const query = 'sequence [a where true] [a where true] [a where true]';
    expect(find(query, [at(1, 'a')])).toEqual([]);
    expect(find(query, [at(1, 'a'), at(2, 'a'), at(3, 'a'), at(4, 'a')])).toEqual([
      [1, 2, 3],
      [2, 3, 4],
    ]);
  });

  test('maxspan as strictly less: exactly maxspan is within it', () => {
    const query = 'sequence with maxspan=1s [a where true] [b where true]';
    expect(find(query, [at(0, 'a'), at(1_000, 'b')])).toEqual([[1, 2]]);
    expect(find(query, [at(0, 'a'), at(1_001, 'b')])).toEqual([]);
  });

  test('until before the steps: the event that completes a sequence is not stopped by being the until event', () => {
    const query = 'sequence [a where true] [b where true] until [any where stop == true]';
    expect(find(query, [at(1, 'a'), at(2, 'b', { stop: true })])).toEqual([[1, 2]]);
    expect(find(query, [at(1, 'a', { stop: true }), at(2, 'b')])).toEqual([]);
  });

  test('joining events that lack the key: they are not seen, and do not take the place of others', () => {
    const query = 'sequence by k [a where true] [b where true]';
    expect(find(query, [at(1, 'a'), at(2, 'b')])).toEqual([]);
    expect(find(query, [at(1, 'a', { k: 1 }), at(2, 'a'), at(3, 'b'), at(4, 'b', { k: 1 })])).toEqual([
      [1, 4],
    ]);
  });

  test('pairing members of one object in an array of objects: its keys are all combinations', () => {
    const query = 'sequence by user.id, user.name [a where true] [b where true]';
    const users = [
      { id: 1, name: 'x' },
      { id: 2, name: 'y' },
    ];
    const start = at(1, 'a', { user: users });
    expect(find(query, [start, at(2, 'b', { user: { id: 1, name: 'x' } })])).toEqual([[1, 2]]);
    expect(find(query, [start, at(2, 'b', { user: { id: 1, name: 'y' } })])).toEqual([[1, 2]]);
    expect(find(query, [start, at(2, 'b', { user: { id: 3, name: 'y' } })])).toEqual([]);
  });
});

describe('alerting on a trailing missing event before its window has closed', () => {
  const query = 'sequence with maxspan=10ms [a where true] ![x where true]';

  /** How many alerts there are after each event, and after the end of the stream. */
  function alertsAfterEach(records: readonly EventRecord[], reorderWindowMs: number): readonly number[] {
    const engine = new Engine([ruleOf(query)], { batchSize: 1, sequences: { reorderWindowMs } });
    const alerts: Alert[] = [];
    const collect = (alert: Alert) => alerts.push(alert);
    const counts = records.map((record, index) => {
      engine.run({ vocabulary: ecsVocabulary, records: [record], eventNumbers: [index + 1] }, collect);
      return alerts.length;
    });
    engine.end(collect);
    return [...counts, alerts.length];
  }

  test('the alert waits until event time has passed the window', () => {
    const events = [at(0, 'a'), at(9, 'c'), at(10, 'c'), at(11, 'c'), at(99, 'c')];
    expect(alertsAfterEach(events, 0)).toEqual([0, 0, 0, 1, 1, 1]);
  });

  test('it waits longer where later events may still come in between', () => {
    const events = [at(0, 'a'), at(11, 'c'), at(15, 'c'), at(16, 'c')];
    expect(alertsAfterEach(events, 5)).toEqual([0, 0, 0, 1, 1]);
    expect(alertsAfterEach([at(0, 'a'), at(15, 'c'), at(10, 'x'), at(99, 'c')], 5)).toEqual([0, 0, 0, 0, 0]);
  });

  test('the end of the stream closes the window', () => {
    expect(alertsAfterEach([at(0, 'a')], 0)).toEqual([0, 1]);
    expect(alertsAfterEach([at(0, 'a'), at(10, 'x')], 0)).toEqual([0, 0, 0]);
  });
});
