import { describe, expect, test } from 'vitest';
import { EventGate } from '../../src/embed/event-gate.ts';
import type { AdapterName } from '../../src/engine/events/adapter.ts';

const EVENT = { '@timestamp': '2024-05-01T10:00:00Z', 'event.category': 'process' };

function gate(format: AdapterName = 'ecs', batchSize = 2): EventGate {
  return new EventGate({ batchSize, format, title: 'sensor' });
}

function problemsOf({ problems }: EventGate) {
  return problems.map(({ code, count, first }) => [code, count, first[0]!.message]);
}

test('numbers events from 1 and gathers them until the batch is full', () => {
  const events = gate();
  expect(events.take()).toBeUndefined();
  expect(events.accept(EVENT)).toBe(1);
  expect([events.size, events.isFull]).toEqual([1, false]);
  expect(events.accept({ ...EVENT, x: 2 })).toBe(2);
  expect([events.size, events.isFull]).toEqual([2, true]);
  const batch = events.take()!;
  expect(batch.eventNumbers).toEqual([1, 2]);
  expect(batch.records).toEqual([EVENT, { ...EVENT, x: 2 }]);
  expect([events.size, events.isFull]).toEqual([0, false]);
  expect(events.accept(EVENT)).toBe(3);
  expect(problemsOf(events)).toEqual([]);
});

test('what is no object has no number and is counted', () => {
  const events = gate();
  for (const bad of [undefined, null, 'text', 7, [EVENT], () => EVENT]) {
    expect(events.accept(bad)).toBeUndefined();
  }
  expect(events.accept(EVENT)).toBe(1);
  expect(events.size).toBe(1);
  expect(problemsOf(events)).toEqual([['not-an-object', 6, 'the event is no object but undefined']]);
});

test('events without time or category are evaluated, and noted', () => {
  const events = gate();
  expect(events.accept({})).toBe(1);
  expect(problemsOf(events)).toEqual([
    ['no-timestamp', 1, 'the event has no @timestamp'],
    ['no-category', 1, 'the event has no event.category'],
  ]);
});

describe('lines', () => {
  test('are events like any other; their bytes are counted', () => {
    const events = gate();
    const line = JSON.stringify({ ...EVENT, name: 'ü' });
    expect(events.acceptLine(line)).toBe(1);
    expect(events.accept(EVENT)).toBe(2);
    expect(events.bytes).toBe(Buffer.byteLength(line));
    expect(events.take()!.records[0]).toEqual({ ...EVENT, name: 'ü' });
  });

  test('that hold no event are counted by what is wrong with them, blank ones are nothing', () => {
    const events = gate();
    for (const line of ['', '  \r', '{"a":', '[1]', '{"a":'.repeat(2_000)]) {
      expect(events.acceptLine(line)).toBeUndefined();
    }
    expect(problemsOf(events).map(([code, count]) => [code, count])).toEqual([
      ['invalid-json', 2],
      ['not-an-object', 1],
    ]);
    expect(JSON.stringify(events.problems)).not.toContain('"a"');
  });

  test('keep integers beyond 2^53 exact', () => {
    const events = gate();
    events.acceptLine('{"@timestamp":1,"event.category":"a","id":9007199254740993}');
    expect(events.take()!.records[0]!.id).toBe(9007199254740993n);
    expect(problemsOf(events)).toEqual([['wide-integer', 1, 'integers beyond 2^53 were kept exact']]);
  });
});

describe('formats other than ECS', () => {
  test('are taken out of their wrapping', () => {
    const events = gate('elasticsearch');
    expect(events.accept({ _index: 'logs', _source: EVENT })).toBe(1);
    expect(events.take()!.records).toEqual([EVENT]);
  });

  test('what is not of the format is counted', () => {
    const events = gate('elasticsearch');
    expect(events.accept(EVENT)).toBeUndefined();
    expect(problemsOf(events)).toEqual([
      ['unreadable-event', 1, expect.stringContaining('a hit without a _source object')],
    ]);
  });

  test('headers are nothing', () => {
    const events = gate('kestrel');
    expect(events.accept({ magic: [75, 69, 83, 84], version: 1 })).toBeUndefined();
    expect(events.size).toBe(0);
    expect(problemsOf(events)).toEqual([]);
  });
});
