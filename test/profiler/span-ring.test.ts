import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SpanRing, spanCapacity } from '../../src/profiler/span-ring.ts';

function found(ring: SpanRing, fromNs: number, toNs: number): [owner: number, lengthNs: number][] {
  const parts: [number, number][] = [];
  ring.find(fromNs, toNs, (owner, lengthNs) => parts.push([owner, lengthNs]));
  return parts;
}

test('many rules have more spans remembered, within reason', () => {
  const capacities = [0, 256, 257, 1_025, 1_000_000].map(spanCapacity);
  expect(capacities).toEqual([65_536, 65_536, 131_072, 524_288, 1_048_576]);
});

describe('SpanRing', () => {
  test('tells who owned a time, part by part', () => {
    const ring = new SpanRing(8);
    ring.begin(100);
    ring.add(5, 110);
    ring.add(6, 110); // no time at all
    ring.add(7, 130);
    ring.add(5, 200);
    expect(found(ring, 105, 135)).toEqual([
      [5, 5],
      [7, 20],
      [5, 5],
    ]);
    expect(found(ring, 110, 130)).toEqual([[7, 20]]);
    expect(found(ring, 0, 1_000)).toEqual([
      [5, 10],
      [7, 20],
      [5, 70],
    ]);
  });

  test('leaves out what was before the beginning and what has not ended', () => {
    const ring = new SpanRing(8);
    ring.begin(100);
    expect(found(ring, 0, 1_000)).toEqual([]);
    ring.add(1, 110);
    expect(found(ring, 0, 100)).toEqual([]);
    expect(found(ring, 110, 120)).toEqual([]);
  });

  test('forgets the oldest spans when it is full, and says so', () => {
    const ring = new SpanRing(4);
    ring.begin(0);
    expect(ring.rememberedFromNs).toBe(0);
    for (let span = 1; span <= 6; span++) ring.add(span, span * 10);
    expect(ring.rememberedFromNs).toBe(30);
    expect(found(ring, 0, 60)).toEqual([
      [4, 10],
      [5, 10],
      [6, 10],
    ]);
  });

  test('begins anew', () => {
    const ring = new SpanRing(4);
    ring.begin(0);
    ring.add(1, 10);
    ring.begin(1_000);
    ring.add(2, 1_010);
    expect(found(ring, 0, 2_000)).toEqual([[2, 10]]);
  });

  test('finds the same as looking at every span', () => {
    const length = fc.nat(20);
    fc.assert(
      fc.property(
        fc.array(length, { maxLength: 40 }),
        fc.nat(500),
        fc.nat(100),
        (lengths, fromNs, spanNs) => {
          const ring = new SpanRing(16);
          ring.begin(0);
          const spans: { owner: number; startNs: number; endNs: number }[] = [];
          let nowNs = 0;
          for (const [owner, lengthNs] of lengths.entries()) {
            spans.push({ owner, startNs: nowNs, endNs: nowNs + lengthNs });
            nowNs += lengthNs;
            ring.add(owner, nowNs);
          }
          const remembered = spans.slice(-15);
          const expected = remembered.flatMap(({ owner, startNs, endNs }) => {
            const partNs = Math.min(endNs, fromNs + spanNs) - Math.max(startNs, fromNs);
            return partNs > 0 ? [[owner, partNs]] : [];
          });
          expect(found(ring, fromNs, fromNs + spanNs)).toEqual(expected);
        },
      ),
    );
  });
});
