import { expect, test } from 'vitest';
import { Engine } from '../../../src/engine/engine.ts';
import { ecsVocabulary } from '../../../src/engine/events/ecs-vocabulary.ts';
import type { EventRecord } from '../../../src/engine/events/field-value.ts';
import type { StateLimits } from '../../../src/engine/sequence/state-limits.ts';
import { RecordingProbe } from '../../support/recording-probe.ts';
import { ruleOf } from '../../support/rule.ts';
import { at } from './events.ts';

function listen(query: string, records: readonly EventRecord[], sequences: Partial<StateLimits> = {}) {
  const probe = new RecordingProbe();
  const engine = new Engine([ruleOf(query)], { sequences });
  const eventNumbers = records.map((_, index) => index + 1);
  engine.run({ vocabulary: ecsVocabulary, records, eventNumbers }, () => {}, probe);
  const during = probe.states.get(0)!;
  engine.end(() => {}, probe);
  return { probe, during, after: probe.states.get(0)! };
}

test('a sequence is offered each event of any of its categories once', () => {
  const { probe } = listen('sequence [a where true] [a where x < 2] [b where true]', [
    at(1, 'a', { x: 1 }),
    at(2, 'a', { x: 2 }),
    at(3, 'b'),
    at(4, 'c'),
  ]);
  expect(probe.seen).toEqual([{ rule: 0, offered: 3, evaluated: 5, matched: 4 }]);
  expect(probe.steps).toEqual([
    { rule: 0, step: 0, evaluated: 2, matched: 2 },
    { rule: 0, step: 1, evaluated: 2, matched: 1 },
    { rule: 0, step: 2, evaluated: 1, matched: 1 },
  ]);
});

test('equal steps are evaluated once, and each tells the same', () => {
  const { probe } = listen('sequence [a where true] [a where true]', [at(1, 'a')]);
  expect(probe.seen).toEqual([{ rule: 0, offered: 1, evaluated: 1, matched: 1 }]);
  expect(probe.steps.map(({ matched }) => matched)).toEqual([1, 1]);
});

test('the filters and the state machine are billed to the rule', () => {
  const { probe } = listen('sequence [a where x == 1] [b where true]', [at(1, 'a', { x: 1 })]);
  expect(probe.entered.filter((owner) => owner === 0).length).toBeGreaterThanOrEqual(2);
  expect(probe.entered).toContain('sequence');
});

test('what is remembered is told after every batch, and what lives at the end', () => {
  const records = [at(1, 'a', { k: 'x' }), at(2, 'a', { k: 'y' }), at(90_000, 'c')];
  const window = { reorderWindowMs: 0 };
  const { during, after } = listen('sequence by k [a where true] [b where true]', records, window);
  expect(during).toMatchObject({ partialMatches: 2, peakPartialMatches: 2, expired: 0, evicted: 0 });
  expect(during.memoryBytes).toBeGreaterThan(0);
  expect(after).toMatchObject({ partialMatches: 2, peakPartialMatches: 2 });
  expect(after.memoryBytes).toBe(during.memoryBytes);
  expect(after.peakMemoryBytes).toBe(during.peakMemoryBytes);
});

test('partial matches expire as time goes on, though nothing touches them', () => {
  const records = [at(1, 'a'), at(61_002, 'c')];
  const { during } = listen('sequence with maxspan=1m [a where true] [b where true]', records, {
    reorderWindowMs: 0,
  });
  expect(during).toMatchObject({ partialMatches: 0, peakPartialMatches: 1, expired: 1 });
});

test('events that wait for their turn take memory, and are not yet partial matches', () => {
  const { during, after } = listen('sequence [a where true] [b where true]', [at(1, 'a')]);
  expect(during).toMatchObject({ partialMatches: 0 });
  expect(during.memoryBytes).toBeGreaterThan(0);
  expect(after).toMatchObject({ peakPartialMatches: 1, partialMatches: 1 });
});

test('a longer key takes more memory', () => {
  const bytesWith = (k: string) =>
    listen('sequence by k [a where true] [b where true]', [at(1, 'a', { k }), at(2, 'c')], {
      reorderWindowMs: 0,
    }).during.memoryBytes;
  expect(bytesWith('x'.repeat(200)) - bytesWith('x')).toBe(199);
  // A very long one is kept as its hash.
  expect(bytesWith('x'.repeat(100_000)) - bytesWith('x')).toBeLessThan(64);
});
