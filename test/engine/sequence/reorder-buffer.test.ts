import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ReorderBuffer } from '../../../src/engine/sequence/reorder-buffer.ts';
import { comparePlaces, type Place } from '../../../src/engine/sequence/step-event.ts';

const eventAt = (place: Place) => ({ place, keysOfPart: [] });

test('gives events back in the order of time, then of the stream', () => {
  const times = fc.array(fc.record({ ms: fc.nat(50), subMsNs: fc.nat(2) }), { maxLength: 200 });
  fc.assert(
    fc.property(times, fc.nat(20), (moments, takenMeanwhile) => {
      const buffer = new ReorderBuffer();
      const places = moments.map((moment, index) => ({ ...moment, number: index + 1 }));
      for (const place of places) buffer.add(eventAt(place));
      const sorted = places.toSorted(comparePlaces);
      const count = Math.min(takenMeanwhile, places.length);
      const taken = sorted.slice(0, count).map(() => buffer.take().place);
      expect(taken).toEqual(sorted.slice(0, count));
      expect(buffer.earliest?.place).toEqual(sorted[count]);
      expect(buffer.size).toBe(places.length - count);
    }),
  );
});

test('goes on after thousands were taken', () => {
  const buffer = new ReorderBuffer();
  const numbers = Array.from({ length: 5_000 }, (_, index) => index);
  for (const number of numbers) buffer.add(eventAt({ ms: number, subMsNs: 0, number }));
  for (const number of numbers.slice(0, 4_000)) expect(buffer.take().place.number).toBe(number);
  buffer.add(eventAt({ ms: 4_500, subMsNs: 1, number: 5_001 }));
  const rest = Array.from({ length: 1_001 }, () => buffer.take().place.ms);
  expect(rest).toEqual([...rest].sort((left, right) => left - right));
  expect(() => buffer.take()).toThrow(RangeError);
});
