import fc from 'fast-check';
import { stringify } from 'lossless-json';
import { describe, expect, it } from 'vitest';
import { MetricsTable } from '../../src/profiler/metrics-table.ts';
import { SeriesTable } from '../../src/profiler/series/series-table.ts';
import { buildRun } from '../../src/report/build-run.ts';
import { parseRun } from '../../src/report/parse-run.ts';
import type { RunFile } from '../../src/report/run-file.ts';
import type { RunSeries } from '../../src/report/run-series.ts';
import { faultOf, finishedRun, sampleRun } from './sample-run.ts';

/** Keys that add up to the figures of a row. */
const SUMS = ['cpu_time_ns', 'events_processed', 'evaluations', 'matches', 'alerts_generated'] as const;

/** What one batch adds: events, time of a rule, and of them how many came to something. */
const batch = fc.record({
  events: fc.integer({ min: 1, max: 2_000 }),
  cpuNs: fc.double({ min: 0, max: 1e9, noNaN: true }),
  hits: fc.nat(50),
  memoryBytes: fc.option(fc.double({ min: 0, max: 1e9, noNaN: true })),
});

type Batch = typeof batch extends fc.Arbitrary<infer T> ? T : never;

/** A run of three rules, of which the second is offered nothing; `movedNs` is taken from the first at its end. */
function runOf(batches: readonly Batch[], movedNs = 0): RunFile {
  const run = finishedRun([{ id: 'first' }, { id: '__proto__' }, { id: 'third' }]);
  const { table } = run;
  const series = SeriesTable.create(3);
  let events = 0;
  for (const { cpuNs, hits, memoryBytes, ...added } of batches) {
    events += added.events;
    for (const rule of [0, 2]) {
      table.cpuTimeNs[rule]! += cpuNs / (rule + 1);
      table.offered[rule]! += added.events;
      table.evaluations[rule]! += hits;
      table.matches[rule]! += hits;
      table.alerts[rule]! += hits;
      if (memoryBytes !== null) table.memoryBytes[rule] = memoryBytes;
    }
    series.add({ events, lastEvent: events, timeNs: events, eventTimeNs: undefined }, table);
  }
  table.cpuTimeNs[0] = Math.max(0, table.cpuTimeNs[0]! - movedNs);
  return buildRun({ ...run, findings: { series: series.read() }, wallTimeNs: 10_000_000 });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

describe('the series of a run file', () => {
  it('adds up to every figure of every row, to the nanosecond, whatever was moved at the end', () => {
    fc.assert(
      fc.property(
        fc.array(batch, { minLength: 1, maxLength: 150 }),
        fc.nat(2_000_000_000),
        (batches, movedNs) => {
          const run = runOf(batches, movedNs);
          const { rules, events, end_event } = run.series!;
          expect(rules.map(({ rule_id }) => rule_id)).toEqual(
            run.rules.filter((row) => row.events_processed > 0).map(({ rule_id }) => rule_id),
          );
          expect(sum(events)).toBe(sum(batches.map((one) => one.events)));
          for (const rule of rules) {
            const row = run.rules.find(({ rule_id }) => rule_id === rule.rule_id)!;
            for (const key of SUMS) expect([key, sum(rule[key])]).toEqual([key, row[key]]);
            expect(rule.memory_bytes.at(-1)).toBe(row.memory_bytes);
            expect(rule.memory_bytes).toHaveLength(end_event.length);
          }
        },
      ),
      { numRuns: 50 },
    );
  });

  it('is in order, and ends with the wall time', () => {
    fc.assert(
      fc.property(fc.array(batch, { minLength: 1, maxLength: 150 }), (batches) => {
        const { end_event: ends, end_ns: endsNs } = runOf(batches).series!;
        expect(ends).toEqual(ends.toSorted((left, right) => left - right));
        expect(new Set(ends).size).toBe(ends.length);
        expect(endsNs).toEqual(endsNs.toSorted((left, right) => left - right));
        expect(endsNs.at(-1)).toBe(10_000_000);
      }),
      { numRuns: 30 },
    );
  });

  it('is a file that readers take', () => {
    const run = runOf([
      { events: 256, cpuNs: 1.4, hits: 1, memoryBytes: null },
      { events: 256, cpuNs: 1.4, hits: 0, memoryBytes: 70.4 },
    ]);
    expect(run.series!.rules[0]).toEqual({
      rule_id: 'first',
      cpu_time_ns: [1, 2],
      events_processed: [256, 256],
      evaluations: [1, 0],
      matches: [1, 0],
      alerts_generated: [1, 0],
      errors: null,
      memory_bytes: [null, 70],
    });
    expect(parseRun(stringify(run)!, 'run.json')).toEqual(run);
  });

  it('has faults of rules that had some', () => {
    const run = finishedRun([{ id: 'a', kind: 'lua', offered: 600, faults: [faultOf(), faultOf()] }]);
    const series = SeriesTable.create(1);
    const earlier = MetricsTable.create(1);
    earlier.errors[0] = 1;
    series.add({ events: 256, lastEvent: 256, timeNs: 1, eventTimeNs: 3n }, earlier);
    series.add({ events: 600, lastEvent: 600, timeNs: 2, eventTimeNs: 4n }, run.table);
    const built = buildRun({ ...run, findings: { series: series.read() } });
    expect(built.series).toMatchObject({
      end_event: [256, 600],
      end_event_time_ns: [3n, 4n],
      rules: [{ rule_id: 'a', errors: [1, 1] }],
    });
  });

  it('is null where no event came: what rules took all the same would be of no part', () => {
    const run = finishedRun([{ id: 'a', cpuTimeNs: 500 }]);
    const built = buildRun({ ...run, findings: { series: SeriesTable.create(1).read() } });
    expect(built.rules[0]!.cpu_time_ns).toBe(500);
    expect(built.series).toBeNull();
  });

  it('is null where it was not recorded, and of an older file', () => {
    const run = sampleRun([{ id: 'a' }]);
    expect(run.series).toBeNull();
    const { series: _, ...old } = run;
    expect(parseRun(stringify(old)!, 'run.json').series).toBeNull();
  });

  it('must have lists of one length, and no more than 64 parts', () => {
    const { series, ...run } = runOf([{ events: 300, cpuNs: 1, hits: 0, memoryBytes: null }]);
    const read = (wrong: Partial<RunSeries>) => () =>
      parseRun(stringify({ ...run, series: { ...series, ...wrong } })!, 'run.json');
    expect(read({})).not.toThrow();
    expect(read({ end_ns: [1, 2] })).toThrow(
      'run.json is not a run file: series: its lists are not of the same length',
    );
    expect(read({ rules: [{ ...series!.rules[0]!, matches: [] }] })).toThrow('not of the same length');
    const many = Array.from({ length: 65 }, (_, part) => part);
    expect(
      read({
        events: many,
        end_event: many,
        end_ns: many,
        end_event_time_ns: many.map(() => null),
        rules: [],
      }),
    ).toThrow('run.json is not a run file: series.events');
  });
});
