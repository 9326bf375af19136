import { Worker } from 'node:worker_threads';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PHASES } from '../../src/engine/probe.ts';
import { addTables, putSum } from '../../src/profiler/add-tables.ts';
import { MetricsTable, NEVER_HIT } from '../../src/profiler/metrics-table.ts';

/** What a run does to a table. */
interface Step {
  readonly rule: number;
  readonly cpuTimeNs: number;
  readonly offered: number;
  readonly evaluations: number;
  readonly matches: number;
  readonly alertNs: bigint | undefined;
}

const RULES = 4;

const step: fc.Arbitrary<Step> = fc.record({
  rule: fc.nat(RULES - 1),
  cpuTimeNs: fc.nat(1_000_000),
  offered: fc.nat(1_024),
  evaluations: fc.nat(1_024),
  matches: fc.nat(1_024),
  alertNs: fc.option(fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }), { nil: undefined }),
});

function tableOf(steps: readonly Step[]): MetricsTable {
  const table = MetricsTable.create(RULES);
  for (const { rule, cpuTimeNs, offered, evaluations, matches, alertNs } of steps) {
    table.cpuTimeNs[rule]! += cpuTimeNs;
    table.phaseNs[rule]! += cpuTimeNs + 1;
    table.offered[rule]! += offered;
    table.evaluations[rule]! += evaluations;
    table.matches[rule]! += matches;
    if (alertNs !== undefined) table.countAlert(rule, alertNs);
  }
  return table;
}

/** A state in which every figure is the same. */
function stateOf(figure: number) {
  return {
    partialMatches: figure,
    peakPartialMatches: figure,
    expired: figure,
    evicted: figure,
    lateEvents: figure,
    memoryBytes: figure,
    peakMemoryBytes: figure,
  };
}

function contents(table: MetricsTable): number[] {
  return [...new Uint8Array(table.buffer)];
}

describe('MetricsTable', () => {
  test('begins empty, and 1970 is not taken for never', () => {
    const table = MetricsTable.create(2);
    expect([...table.cpuTimeNs]).toEqual([0, 0]);
    expect(table.phaseNs).toHaveLength(PHASES.length);
    expect([...table.lastHitNs]).toEqual([NEVER_HIT, NEVER_HIT]);
    table.countAlert(1, 0n);
    expect([...table.lastHitNs]).toEqual([NEVER_HIT, 0n]);
  });

  test('keeps the latest hit whatever the order of events, and counts alerts without a time', () => {
    const table = MetricsTable.create(1);
    for (const timeNs of [5n, 1_714_557_600_123_456_789n, undefined, 7n]) table.countAlert(0, timeNs);
    expect(table.alerts[0]).toBe(4);
    expect(table.lastHitNs[0]).toBe(1_714_557_600_123_456_789n);
  });

  test('does not wrap a time that 64 bits cannot hold', () => {
    const table = MetricsTable.create(1);
    for (const timeNs of [2n ** 63n, 253_402_300_799_000_000_000n, -(2n ** 70n)]) table.countAlert(0, timeNs);
    expect(table.alerts[0]).toBe(3);
    expect(table.lastHitNs[0]).toBe(NEVER_HIT);
  });

  test('no column runs into another', () => {
    const table = MetricsTable.create(3, [0, 2, 1]);
    const columns = [
      table.cpuTimeNs,
      table.phaseNs,
      table.offered,
      table.evaluations,
      table.matches,
      table.alerts,
      table.errors,
      table.quarantined,
      table.conditionBytes,
      table.partialMatches,
      table.peakPartialMatches,
      table.expired,
      table.evicted,
      table.lateEvents,
      table.memoryBytes,
      table.peakMemoryBytes,
      table.hostCalls,
      table.tableEntries,
      table.moduleBytes,
      table.stepEvaluations,
      table.stepMatches,
    ];
    for (const [index, column] of columns.entries()) column.fill(index + 1);
    for (const [index, column] of columns.entries()) expect(new Set(column)).toEqual(new Set([index + 1]));
    expect(new Set(table.lastHitNs)).toEqual(new Set([NEVER_HIT]));
    expect(table.stepsOfRule).toEqual([0, 2, 1]);
    expect([table.stepIndex(1, 1), table.stepIndex(2, 0)]).toEqual([1, 2]);
    expect([...table.spansNs]).toEqual([...table.cpuTimeNs, ...table.phaseNs]);
  });

  test('what a sequence holds is its conditions and what it remembers', () => {
    const table = MetricsTable.create(3);
    table.setConditions([100, 200, 0]);
    table.setState(1, { ...stateOf(7), peakMemoryBytes: 9 });
    expect([...table.memoryBytes]).toEqual([100, 207, Number.NaN]);
    expect([...table.peakMemoryBytes]).toEqual([100, 209, Number.NaN]);
  });

  test('another thread sees what this one wrote, and the reverse', async () => {
    const table = MetricsTable.create(3);
    table.offered[2] = 41;
    // The layout as documented: a 24-byte header, then 3 rules and the phases as spans, then `offered`.
    const offeredAt = 24 + 8 * (3 + PHASES.length) + 8 * 2;
    const worker = new Worker(
      `const { workerData } = require('node:worker_threads');
       new Float64Array(workerData.buffer, workerData.offeredAt, 1)[0] += 1;`,
      { eval: true, workerData: { buffer: table.buffer, offeredAt } },
    );
    await new Promise((resolve) => worker.once('exit', resolve));
    expect(MetricsTable.view(table.buffer).offered[2]).toBe(42);
  });

  test.each([-1, 1.5, Number.NaN])('refuses %s rules', (ruleCount) => {
    expect(() => MetricsTable.create(ruleCount)).toThrow(RangeError);
  });

  test('a pack without rules has a table too', () => {
    expect(MetricsTable.view(MetricsTable.create(0).buffer).ruleCount).toBe(0);
  });
});

describe('MetricsTable.view refuses', () => {
  test('a buffer that is something else', () => {
    expect(() => MetricsTable.view(new SharedArrayBuffer(4))).toThrow(/too small/);
    expect(() => MetricsTable.view(new SharedArrayBuffer(64))).toThrow(/not a metrics table/);
  });

  test('a table of another layout, saying which', () => {
    const { buffer } = MetricsTable.create(1);
    new Uint32Array(buffer)[1] = 9;
    expect(() => MetricsTable.view(buffer)).toThrow(/layout 9; .* reads layout 3/);
  });

  test('a table of other phases', () => {
    const { buffer } = MetricsTable.create(1);
    new Uint32Array(buffer)[3] = 99;
    expect(() => MetricsTable.view(buffer)).toThrow(/has phases 99; .* the same version/);
  });

  test('a table that claims more rules than it has room for', () => {
    const { buffer } = MetricsTable.create(1);
    new Uint32Array(buffer)[2] = 1_000_000;
    expect(() => MetricsTable.view(buffer)).toThrow(/cut/);
  });
});

describe('addTables', () => {
  test('the metrics of the parts, added up, are the metrics of the whole', () => {
    fc.assert(
      fc.property(fc.array(fc.array(step), { minLength: 1, maxLength: 5 }), (parts) => {
        expect(contents(addTables(parts.map(tableOf)))).toEqual(contents(tableOf(parts.flat())));
      }),
    );
  });

  test('what sequences remember adds up; what no worker has stays unmeasured', () => {
    const [left, right] = [MetricsTable.create(3, [0, 1, 0]), MetricsTable.create(3, [0, 1, 0])];
    left.setState(1, stateOf(3));
    right.setState(1, stateOf(4));
    right.setState(2, stateOf(5));
    left.stepMatches[0] = 2;
    right.stepMatches[0] = 6;
    const total = addTables([left, right]);
    expect([...total.peakPartialMatches]).toEqual([Number.NaN, 7, 5]);
    expect([...total.memoryBytes]).toEqual([Number.NaN, 7, 5]);
    expect([...total.stepMatches]).toEqual([8]);
  });

  test('what Lua and Wasm rules use and do wrong adds up; a rule taken out by two workers is taken out once', () => {
    const parts = [MetricsTable.create(2), MetricsTable.create(2)];
    for (const part of parts) {
      part.setUsage(0, { memoryBytes: 10, peakMemoryBytes: 20, hostCalls: 3, moduleBytes: 5 });
      part.countFault(0, false);
      part.countFault(0, true);
    }
    const total = addTables(parts);
    const ofRule = (rule: number) => [
      total.memoryBytes[rule],
      total.peakMemoryBytes[rule],
      total.hostCalls[rule],
      total.tableEntries[rule],
      total.moduleBytes[rule],
      total.errors[rule],
      total.quarantined[rule],
    ];
    expect(ofRule(0)).toEqual([20, 40, 6, Number.NaN, 10, 4, 1]);
    expect(ofRule(1)).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN, Number.NaN, 0, 0]);
  });

  test('leaves the parts as they were', () => {
    const part = tableOf([{ rule: 0, cpuTimeNs: 1, offered: 2, evaluations: 3, matches: 4, alertNs: 5n }]);
    const before = contents(part);
    addTables([part, part]);
    expect(contents(part)).toEqual(before);
  });

  test('refuses no tables and tables of different packs', () => {
    expect(() => addTables([])).toThrow(/no metrics tables/);
    expect(() => addTables([MetricsTable.create(1), MetricsTable.create(2)])).toThrow(/1 and 2 rules/);
  });
});

describe('putSum', () => {
  test('another view of the target sees the sum, in place of what was there', () => {
    const target = MetricsTable.create(2);
    const parts = [MetricsTable.create(2), MetricsTable.create(2)];
    for (const [at, part] of parts.entries()) {
      part.alerts[1] = at + 1;
      part.memoryBytes[0] = 10;
    }
    const view = MetricsTable.view(target.buffer);
    putSum(target, parts);
    putSum(target, parts);
    expect([...view.alerts]).toEqual([0, 3]);
    expect([...view.memoryBytes]).toEqual([20, Number.NaN]);
  });

  test('a target of another pack is refused', () => {
    expect(() => putSum(MetricsTable.create(2), [MetricsTable.create(1)])).toThrow(/different packs/);
  });
});
