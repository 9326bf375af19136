import { describe, expect, test } from 'vitest';
import type { Alert } from '../../../src/engine/alert.ts';
import { Engine } from '../../../src/engine/engine.ts';
import { ecsVocabulary } from '../../../src/engine/events/ecs-vocabulary.ts';
import type { EventRecord } from '../../../src/engine/events/field-value.ts';
import { ruleOf } from '../../support/rule.ts';
import { runEngine } from '../../support/run-engine.ts';
import { at } from './events.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const pair = 'sequence with maxspan=5s [a where true] [b where true]';
const absent = 'sequence with maxspan=5s [a where true] ![b where true]';
const padding = (count: number, ms: number): EventRecord[] =>
  Array.from({ length: count }, () => at(ms, 'x'));

describe.each([1, 7, 1024])('one event with an odd time, in batches of %i', (batchSize) => {
  const find = (events: readonly EventRecord[], rule: string) =>
    runEngine(events, [rule], { batchSize }).map(([, numbers]) => numbers);

  test('far too early: what waits beside it is not lost, whatever comes next', () => {
    const events = [
      at(10 * HOUR, 'a'),
      at(11 * HOUR + 500, 'x'),
      at(10 * HOUR + 1_000, 'b'),
      at(8 * HOUR, 'x'),
      at(13 * HOUR, 'x'),
    ];
    expect(find(events, pair)).toEqual([[1, 3]]);
    expect(find(events, absent)).toEqual([]);
  });

  test('far ahead: it does not end what the others are part of', () => {
    const events = [
      at(1, 'a'),
      at(80 * 365 * DAY, 'x'),
      ...padding(100, 200),
      at(300, 'b'),
      ...padding(100, 400),
    ];
    expect(find(events, pair)).toEqual([[1, 103]]);
    expect(find(events, absent)).toEqual([]);
  });

  test('a stream that goes on after a quiet week is believed', () => {
    const events = [at(1, 'x'), at(7 * DAY, 'a'), ...padding(70, 7 * DAY + 1), at(7 * DAY + 2, 'b')];
    expect(find(events, pair)).toEqual([[2, 73]]);
  });

  test('a late `until` ends only what was there by its time', () => {
    const rule = 'sequence with maxspan=1d [a where true] [b where true] until [u where true]';
    const events = [
      at(12 * HOUR, 'a'),
      at(13 * HOUR + 1, 'x'),
      at(9 * HOUR, 'u'),
      at(12 * HOUR + 1, 'b'),
      at(14 * HOUR + 3, 'x'),
    ];
    expect(find(events, rule)).toEqual([[1, 4]]);
  });

  test('a time of four hundred digits is none', () => {
    const events = [
      { '@timestamp': 10n ** 400n, 'event.category': 'a', k: 1 },
      { '@timestamp': 1e300, 'event.category': 'b', k: 1 },
    ];
    expect(find(events, 'sequence [a where true] [b where true]')).toEqual([]);
    expect(find(events, 'sample by k [a where true] [b where true]')).toEqual([[1, 2]]);
  });
});

test('a small older file after a newer one is a recording of its own', () => {
  const records = [at(3 * DAY, 'a'), at(3 * DAY + 1, 'x'), at(DAY, 'a'), at(DAY + 1, 'b')];
  const found = (inputStarts: readonly number[]) => {
    const engine = new Engine([ruleOf('sequence with maxspan=1h [a where true] [b where true]')]);
    const alerts: Alert[] = [];
    const collect = (alert: Alert) => alerts.push(alert);
    engine.run({ vocabulary: ecsVocabulary, records, eventNumbers: [1, 2, 3, 4], inputStarts }, collect);
    engine.end(collect);
    return alerts.map(({ events }) => events);
  };
  expect(found([0, 2])).toEqual([[3, 4]]);
  expect(found([0])).toEqual([]);
});
