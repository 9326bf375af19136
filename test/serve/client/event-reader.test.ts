import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { EventReader, type ServerEvent } from '../../../src/serve/client/event-reader.ts';
import { eventText } from '../../../src/serve/event-stream.ts';

function read(...pieces: readonly string[]): ServerEvent[] {
  const events: ServerEvent[] = [];
  const reader = new EventReader(1_000, (event) => events.push(event));
  for (const piece of pieces) reader.push(piece);
  return events;
}

test('events come out as they went in, wherever the text was cut', () => {
  const event = fc.record({ event: fc.stringMatching(/^[a-z]{1,9}$/), data: fc.json({ maxDepth: 1 }) });
  fc.assert(
    fc.property(fc.array(event, { maxLength: 4 }), fc.array(fc.nat(300)), (events, cuts) => {
      fc.pre(events.every(({ data }) => data.length < 900));
      const text = events.map(({ event, data }) => eventText(event, data)).join('');
      const places = [0, ...cuts.filter((cut) => cut < text.length).sort((a, b) => a - b), text.length];
      const pieces = places.slice(1).map((to, at) => text.slice(places[at], to));
      expect(read(...pieces)).toEqual(events);
    }),
  );
});

test('comments, unknown fields and events without data are passed over', () => {
  expect(read(': beat\n\n', 'id: 3\nretry: 5\n\n', 'event: a\n\n', 'data:b\r\n\r\n')).toEqual([
    { event: '', data: 'b' },
  ]);
  expect(read('data: 1\ndata: 2\n\n')).toEqual([{ event: '', data: '1\n2' }]);
});

test('an event that has no end is refused, not kept', () => {
  expect(() => read(`data: ${'x'.repeat(500)}`, 'x'.repeat(500))).toThrow('longer than 1000');
  expect(() => read('data: x\n'.repeat(200))).toThrow('longer than 1000');
  expect(read(...Array.from({ length: 50 }, () => eventText('a', '1'.repeat(100))))).toHaveLength(50);
});
