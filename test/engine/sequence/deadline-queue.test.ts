import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DeadlineQueue } from '../../../src/engine/sequence/deadline-queue.ts';
import { LinkedMap } from '../../../src/engine/sequence/linked-map.ts';

test('a queue gives items by deadline, those of one deadline in the order they came', () => {
  const deadlines = fc.array(fc.record({ ms: fc.nat(20), subMsNs: fc.nat(2) }), { maxLength: 60 });
  fc.assert(
    fc.property(deadlines, fc.nat(4), (moments, divisor) => {
      const queue = new DeadlineQueue<number>();
      for (const [index, moment] of moments.entries()) queue.add(moment, index);
      queue.keep((index) => divisor === 0 || index % divisor > 0);
      const kept = moments.map((moment, index) => ({ ...moment, index }));
      const expected = kept
        .filter(({ index }) => divisor === 0 || index % divisor > 0)
        .sort((a, b) => a.ms - b.ms || a.subMsNs - b.subMsNs || a.index - b.index);
      expect(queue.size).toBe(expected.length);
      expect(expected.map(() => queue.take())).toEqual(expected.map(({ index }) => index));
      expect(queue.take()).toBeUndefined();
      expect(queue.earliest).toBeUndefined();
    }),
  );
});

test('a linked map is a Map that moves what is set to its end', () => {
  const step = fc.record({ key: fc.nat(5), remove: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const map = new LinkedMap<number, number>();
      const model = new Map<number, number>();
      for (const [value, { key, remove }] of steps.entries()) {
        model.delete(key);
        if (remove) map.delete(key);
        else {
          map.set(key, value);
          model.set(key, value);
        }
        const [oldest] = model;
        expect(map.size).toBe(model.size);
        expect(map.oldest && [map.oldest.key, map.oldest.value]).toEqual(oldest);
      }
      expect(map.keys()).toEqual([...model.keys()]);
      for (const key of map.keys()) expect(map.get(key)).toBe(model.get(key));
      map.clear();
      expect([map.size, map.oldest, map.keys()]).toEqual([0, undefined, []]);
    }),
  );
});
