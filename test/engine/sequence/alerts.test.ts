import { describe, expect, test } from 'vitest';
import type { Alert } from '../../../src/engine/alert.ts';
import { Engine } from '../../../src/engine/engine.ts';
import { ecsVocabulary } from '../../../src/engine/events/ecs-vocabulary.ts';
import { timestampNs } from '../../../src/engine/events/timestamp.ts';
import { ruleOf } from '../../support/rule.ts';
import { runEngine } from '../../support/run-engine.ts';
import { at, atNs, timeless } from './events.ts';

function alertsOf(query: string, records: readonly Record<string, unknown>[]): readonly Alert[] {
  const engine = new Engine([ruleOf(query)]);
  const alerts: Alert[] = [];
  const collect = (alert: Alert) => alerts.push(alert);
  const eventNumbers = records.map((_, index) => index + 1);
  engine.run({ vocabulary: ecsVocabulary, records, eventNumbers }, collect);
  engine.end(collect);
  return alerts;
}

describe('the time of an alert', () => {
  test('of a sequence is that of its last event, not of the missing one that it waited for', () => {
    const query = 'sequence with maxspan=1m [a where true] [b where true] ![x where true]';
    const records = [at(1, 'a'), at(2, 'b'), at(999_999, 'c')];
    const timeNs = timestampNs(String(records[1]!['@timestamp']));
    expect(alertsOf(query, records)).toEqual([{ rule: 0, timeNs, events: [1, 2, null] }]);
  });

  test('of a sample is that of the latest of its events that has one', () => {
    const query = 'sample by k [a where true] [b where true] [c where true]';
    const records = [at(5, 'a', { k: 1 }), timeless('c', { k: 1 }), at(2, 'b', { k: 1 })];
    const timeNs = timestampNs(String(records[0]!['@timestamp']));
    expect(alertsOf(query, records)).toEqual([{ rule: 0, timeNs, events: [1, 3, 2] }]);
    const timelessOnly = ['a', 'b', 'c'].map((category) => timeless(category, { k: 1 }));
    expect(alertsOf(query, timelessOnly)).toEqual([{ rule: 0, timeNs: undefined, events: [1, 2, 3] }]);
  });
});

describe('events that are left out of a stream', () => {
  test('leave gaps in the numbers that alerts name', () => {
    const engine = new Engine([ruleOf('sequence [a where true] [b where true]')]);
    const found: Alert['events'][] = [];
    const batch = { vocabulary: ecsVocabulary, records: [at(1, 'a'), at(2, 'b')], eventNumbers: [17, 40] };
    engine.run(batch, ({ events }) => found.push(events));
    engine.end(({ events }) => found.push(events));
    expect(found).toEqual([[17, 40]]);
  });
});

describe.each([1, 2, 1024])('sequences among rules for single events, in batches of %i', (batchSize) => {
  const rules = ['sequence [a where true] [b where true]', 'b where true', 'any where true'];
  const records = [at(1, 'a'), at(2, 'b'), at(3, 'c')];

  test('alert by the event that makes them certain, then in rule order', () => {
    // Until a later millisecond comes, an event before `b` might still come.
    expect(runEngine(records, rules, { batchSize, sequences: { reorderWindowMs: 0 } })).toEqual([
      ['rule-2', [1]],
      ['rule-1', [2]],
      ['rule-2', [2]],
      ['rule-0', [1, 2]],
      ['rule-2', [3]],
    ]);
  });

  test('alert at the end what is uncertain till then', () => {
    const found = runEngine(records, rules, { batchSize });
    expect(found.at(-1)).toEqual(['rule-0', [1, 2]]);
  });
});

describe.each([1, 2, 1024])('several sequences, in batches of %i', (batchSize) => {
  test('alert in rule order where they have the same last event, whatever keys they have', () => {
    const rules = [
      'sequence by k, l [a where true] [b where true]',
      'sequence [a where true] [b where true]',
      'sequence by k [a where true] [b where true]',
    ];
    const records = [at(1, 'a', { k: 2, l: 1 }), at(2, 'b', { k: 2, l: 1 })];
    expect(runEngine(records, rules, { batchSize })).toEqual([
      ['rule-0', [1, 2]],
      ['rule-1', [1, 2]],
      ['rule-2', [1, 2]],
    ]);
  });

  test('alert by the event that makes each certain, also if a late event follows', () => {
    const rules = [
      'sequence with maxspan=1ms [b where true] ![x where true]',
      'sequence [a where true] [a where true]',
    ];
    const records = [at(5, 'b'), at(8, 'a'), at(8, 'a'), at(9, 'c'), at(4, 'a'), at(12, 'c')];
    expect(runEngine(records, rules, { batchSize, sequences: { reorderWindowMs: 0 } })).toEqual([
      ['rule-0', [1, null]],
      ['rule-1', [2, 3]],
    ]);
  });
});

test('a stream that was stopped gives what its events are enough for, and leaves open windows undecided', () => {
  const engine = new Engine([
    ruleOf('sequence [a where true] [b where true]', { id: 'found' }),
    ruleOf('sequence with maxspan=1m [a where true] ![x where true]', { id: 'undecided' }),
  ]);
  const records = [at(1, 'a'), at(2, 'b')];
  const rules: number[] = [];
  const collect = ({ rule }: Alert) => rules.push(rule);
  engine.run({ vocabulary: ecsVocabulary, records, eventNumbers: [1, 2] }, collect);
  engine.end(collect, undefined, false);
  expect(rules).toEqual([0]);
});

test('a window that had closed before its match was complete does not date the alert back', () => {
  const rules = [
    'sequence with maxspan=1ms ![c where true] [any where x == 1] [any where x == 1]',
    'sequence with maxspan=2ms ![a where true] [c where true] [any where true] ![a where true]',
  ];
  const records = [
    at(5, 'a', { x: 1 }),
    at(7, 'a', { x: 1 }),
    atNs(7_999_999n, 'c', { x: 1 }),
    at(8, 'a', { x: 1 }),
    at(8, 'a', { x: 1 }),
  ];
  const sequences = { reorderWindowMs: 0, maxPartialMatchesPerRule: 1 };
  const [single, all] = [1, 1024].map((batchSize) => runEngine(records, rules, { batchSize, sequences }));
  expect(all).toEqual(single);
});
