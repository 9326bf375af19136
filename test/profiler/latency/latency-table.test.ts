import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketOf } from '../../../src/profiler/latency/latency-buckets.ts';
import { LatencyTable } from '../../../src/profiler/latency/latency-table.ts';

const RULES = 3;

interface Timed {
  readonly rule: number;
  readonly latencyNs: number;
  readonly isMatch: boolean;
  readonly isCold: boolean;
  readonly eventNumber: number;
}

/** Whole nanoseconds, so that sums do not depend on the order. */
const timed: fc.Arbitrary<Timed> = fc.record({
  rule: fc.nat(RULES - 1),
  latencyNs: fc.oneof(fc.nat(20), fc.nat(2 ** 31 - 1)),
  isMatch: fc.boolean(),
  isCold: fc.boolean(),
  eventNumber: fc.integer({ min: 1, max: 1_000 }),
});

function tableOf(evaluations: readonly Timed[]): LatencyTable {
  const table = LatencyTable.create(RULES);
  for (const { rule, latencyNs, isMatch, isCold, eventNumber } of evaluations) {
    if (isCold) table.addCold(rule, latencyNs);
    else table.add(rule, latencyNs, isMatch, eventNumber);
  }
  return table;
}

describe('the latency table', () => {
  it('tells matches from others, and cold evaluations from both', () => {
    const table = LatencyTable.create(2);
    table.add(1, 100, true, 7);
    table.add(1, 50, false, 8);
    table.add(1, 70, false, 9);
    table.addCold(1, 900);
    expect([table.matchNs[1], table.matchCount[1]]).toEqual([100, 1]);
    expect([table.noMatchNs[1], table.noMatchCount[1]]).toEqual([120, 2]);
    expect([table.coldNs[1], table.coldCount[1]]).toEqual([900, 1]);
    expect(table.timed(1)).toBe(3);
    expect(table.timed(0)).toBe(0);
    const buckets = table.bucketsOf(1);
    expect([50, 70, 100, 900].map((ns) => buckets[bucketOf(ns)])).toEqual([1, 1, 1, 0]);
    expect(table.bucketsOf(0).every((count) => count === 0)).toBe(true);
  });

  it('knows the slowest event, the first of several, also where all took no time', () => {
    const table = LatencyTable.create(1);
    table.add(0, 0, false, 5);
    expect([table.maxNs[0], table.slowestEvent[0]]).toEqual([0, 5]);
    table.add(0, 30, false, 9);
    table.add(0, 30, true, 4);
    table.add(0, 30, true, 6);
    expect([table.maxNs[0], table.slowestEvent[0]]).toEqual([30, 4]);
  });

  it('shows another thread the same values', () => {
    const table = LatencyTable.create(2);
    const other = LatencyTable.view(structuredClone(table.buffer));
    table.add(1, 33, true, 12);
    table.addCold(0, 5);
    expect([...other.bucketsOf(1)]).toEqual([...table.bucketsOf(1)]);
    expect([other.maxNs[1], other.slowestEvent[1], other.coldNs[0]]).toEqual([33, 12, 5]);
  });

  it('merges to what one table of everything would hold, in any order', () => {
    fc.assert(
      fc.property(fc.array(timed), fc.array(timed), (left, right) => {
        const whole = tableOf([...left, ...right]);
        for (const [first, second] of [
          [left, right],
          [right, left],
        ] as const) {
          const merged = tableOf(first);
          merged.merge(tableOf(second));
          expect(Buffer.from(merged.buffer).equals(Buffer.from(whole.buffer))).toBe(true);
        }
      }),
    );
  });

  it('refuses to merge with a table of another pack', () => {
    expect(() => LatencyTable.create(2).merge(LatencyTable.create(3))).toThrow(/2 and 3 rules/);
  });

  it('refuses a number of rules that is none', () => {
    for (const count of [-1, 1.5, Number.NaN]) expect(() => LatencyTable.create(count)).toThrow(RangeError);
  });

  it('refuses buffers that hold something else', () => {
    expect(() => LatencyTable.view(new SharedArrayBuffer(8))).toThrow(/too small/);
    expect(() => LatencyTable.view(new SharedArrayBuffer(64))).toThrow(/not a latency table/);
    const { buffer } = LatencyTable.create(1);
    const copyOf = (lengthBytes: number): SharedArrayBuffer => {
      const copy = new SharedArrayBuffer(lengthBytes);
      new Uint8Array(copy).set(new Uint8Array(buffer, 0, Math.min(lengthBytes, buffer.byteLength)));
      return copy;
    };
    expect(() => LatencyTable.view(copyOf(buffer.byteLength - 4))).toThrow(/is cut/);
    const newer = copyOf(buffer.byteLength);
    new Uint32Array(newer)[1] = 99;
    expect(() => LatencyTable.view(newer)).toThrow(/layout 99/);
  });
});
