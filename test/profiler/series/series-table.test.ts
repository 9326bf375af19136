import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MetricsTable } from '../../../src/profiler/metrics-table.ts';
import type { PartEnd } from '../../../src/profiler/series/series-findings.ts';
import { MAX_PARTS, SeriesTable } from '../../../src/profiler/series/series-table.ts';

const RULES = 2;

function endAt(events: number): PartEnd {
  return { events, lastEvent: 10 * events, timeNs: 100 * events, eventTimeNs: BigInt(events) };
}

/** A run in batches of these sizes; what a rule has is told by how many events there were. */
function run(sizes: readonly number[]): SeriesTable {
  const metrics = MetricsTable.create(RULES);
  const table = SeriesTable.create(RULES);
  let events = 0;
  for (const size of sizes) {
    events += size;
    metrics.offered.fill(events);
    metrics.cpuTimeNs.set([events / 2, events / 3]);
    table.add(endAt(events), metrics);
  }
  return table;
}

/** Where parts end when each ends with the batch in which a multiple of `stretch` is reached, and the last with the last. */
function endsOf(sizes: readonly number[], stretch: number): number[] {
  const ends: number[] = [];
  let [events, begin] = [0, 0];
  for (const size of sizes) {
    events += size;
    if (Math.floor(events / stretch) > Math.floor(begin / stretch)) ends.push((begin = events));
  }
  return events > begin ? [...ends, events] : ends;
}

const batches = fc.oneof(
  fc.array(fc.integer({ min: 1, max: 3_000 }), { maxLength: 300 }),
  fc
    .tuple(fc.integer({ min: 1, max: 2_048 }), fc.integer({ min: 1, max: 1_500 }))
    .map(([size, count]) => new Array<number>(count).fill(size)),
);

describe('the parts of a run', () => {
  it('are at most 64, end with the last event, and are as if stretches had always been so long', () => {
    fc.assert(
      fc.property(batches, (sizes) => {
        const ends = run(sizes)
          .read()!
          .parts.map(({ events }) => events);
        expect(ends.length).toBeLessThanOrEqual(MAX_PARTS);
        let stretch = 256;
        // One place is kept for the part that comes next.
        while (endsOf(sizes, stretch).length > MAX_PARTS || closedOf(sizes, stretch) === MAX_PARTS)
          stretch *= 2;
        expect(ends).toEqual(endsOf(sizes, stretch));
      }),
    );
  });

  it('have what the table of metrics said at their ends, the last of them where it was closed', () => {
    fc.assert(
      fc.property(batches, (sizes) => {
        const { parts } = run(sizes).read()!;
        for (const [at, { events, lastEvent, timeNs, eventTimeNs, totals }] of parts.entries()) {
          expect({ events, lastEvent, timeNs, eventTimeNs }).toEqual(endAt(events));
          if (totals === undefined) expect(at).toBe(parts.length - 1);
          else {
            expect([...totals.offered]).toEqual([events, events]);
            expect([...totals.cpuTimeNs]).toEqual([events / 2, events / 3]);
            expect([...totals.memoryBytes]).toEqual([Number.NaN, Number.NaN]);
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it('take the same room however long the run', () => {
    const table = SeriesTable.create(RULES);
    const { byteLength } = table.buffer;
    const metrics = MetricsTable.create(RULES);
    for (let events = 1; events < 2 ** 40; events *= 2) table.add(endAt(events), metrics);
    expect(table.buffer.byteLength).toBe(byteLength);
    expect(table.read()!.parts.at(-1)!.events).toBe(2 ** 39);
  });

  it('are none before the first batch, and an event time that is not known is none', () => {
    const table = SeriesTable.create(RULES);
    expect(table.read()).toEqual({ parts: [] });
    table.add({ ...endAt(1), eventTimeNs: undefined }, MetricsTable.create(RULES));
    expect(table.read()!.parts).toMatchObject([{ events: 1, eventTimeNs: undefined, totals: undefined }]);
  });
});

/** How many parts were closed by the last batch, at this length of stretches. */
function closedOf(sizes: readonly number[], stretch: number): number {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const ends = endsOf(sizes, stretch);
  const begin = ends.at(-2) ?? 0;
  const isLastClosed = ends.length > 0 && Math.floor(total / stretch) > Math.floor(begin / stretch);
  return isLastClosed ? ends.length : ends.length - 1;
}

describe('in shared memory', () => {
  it('both sides see the same, and what was read does not change any more', () => {
    const table = run([300, 300]);
    const other = SeriesTable.view(table.buffer);
    const read = other.read()!;
    expect(read).toEqual(table.read());
    table.add(endAt(900), MetricsTable.create(RULES));
    expect(read.parts).toHaveLength(2);
    expect(other.read()!.parts).toHaveLength(3);
  });

  it('says nothing where the writer ended in the middle of a change', () => {
    const table = run([300]);
    const changes = new Int32Array(table.buffer, 0, 8);
    Atomics.add(changes, 5, 1);
    expect(table.read()).toBeUndefined();
  });

  it('refuses other buffers', () => {
    expect(() => SeriesTable.view(new SharedArrayBuffer(4))).toThrow('too small to be a series table');
    expect(() => SeriesTable.view(MetricsTable.create(1).buffer)).toThrow('not a series table');
    const { buffer } = SeriesTable.create(1);
    const cut = new SharedArrayBuffer(buffer.byteLength - 8);
    new Uint8Array(cut).set(new Uint8Array(buffer, 0, cut.byteLength));
    expect(() => SeriesTable.view(cut)).toThrow('the series table is cut');
    expect(() => SeriesTable.create(1.5)).toThrow(RangeError);
  });
});
