import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PHASES, type Phase } from '../../../src/engine/probe.ts';
import { AccountingProbe } from '../../../src/profiler/accounting-probe.ts';
import { conservation } from '../../../src/profiler/conservation.ts';
import { FieldsTable } from '../../../src/profiler/fields-table.ts';
import { GcAccounts } from '../../../src/profiler/gc/gc-accounts.ts';
import { MetricsTable } from '../../../src/profiler/metrics-table.ts';
import { FakeClock } from '../fake-clock.ts';

const RULES = 3;
const FIELDS = 2;

function startedAccounts() {
  const clock = new FakeClock(1_000);
  const table = MetricsTable.create(RULES);
  const probe = new AccountingProbe(
    table,
    { clock: clock.read, wallClock: clock.read },
    FieldsTable.create(FIELDS),
  );
  probe.start();
  return { clock, table, probe, gc: new GcAccounts(probe) };
}

function phaseNs(table: MetricsTable, phase: Phase): number {
  return table.phaseNs[PHASES.indexOf(phase)]!;
}

describe('GcAccounts', () => {
  test('takes a pause from whom it interrupted', () => {
    const { clock, table, probe, gc } = startedAccounts();
    clock.advance(10); // read, to 1,010
    probe.enterRule(1);
    clock.advance(100); // to 1,110
    probe.enterRule(2);
    clock.advance(50); // to 1,160
    probe.enterPhase('collect');
    gc.add([{ startNs: 1_100, endNs: 1_115 }]);
    probe.stop();
    expect([...table.cpuTimeNs]).toEqual([0, 90, 45]);
    expect([phaseNs(table, 'read'), phaseNs(table, 'gc')]).toEqual([10, 15]);
    expect(gc.findings()).toEqual({
      pauses: 1,
      totalNs: 15,
      longestNs: 15,
      unplacedNs: 0,
      ruleNs: Float64Array.of(0, 10, 5),
    });
  });

  test('takes it from a field and from the phase the field is part of', () => {
    const { clock, table, probe, gc } = startedAccounts();
    probe.enterField(1);
    clock.advance(100);
    gc.add([{ startNs: 1_020, endNs: 1_050 }]);
    probe.stop();
    expect([...probe.fields.extractNs]).toEqual([0, 70]);
    expect([phaseNs(table, 'extract'), phaseNs(table, 'gc')]).toEqual([70, 30]);
    expect(probe.gcNs[RULES + PHASES.indexOf('extract')]).toBe(30);
  });

  test('bills a pause that is told of after the stop, and one in the span at hand', () => {
    const { clock, table, probe, gc } = startedAccounts();
    probe.enterRule(0);
    clock.advance(10);
    gc.add([{ startNs: 1_001, endNs: 1_003 }]);
    clock.advance(10);
    probe.stop();
    gc.add([{ startNs: 1_015, endNs: 1_900 }]);
    expect([table.cpuTimeNs[0], phaseNs(table, 'gc')]).toEqual([13, 7]);
    expect(gc.findings().unplacedNs).toBe(0);
  });

  test('does not take time before the start from anybody', () => {
    const { clock, table, probe, gc } = startedAccounts();
    clock.advance(10);
    gc.add([
      { startNs: 1, endNs: 500 },
      { startNs: 900, endNs: 1_004 },
    ]);
    probe.stop();
    expect([phaseNs(table, 'read'), phaseNs(table, 'gc')]).toEqual([6, 4]);
    expect(gc.findings()).toMatchObject({ pauses: 1, totalNs: 4, unplacedNs: 0 });
  });

  test('moves no time twice where pauses overlap or lie within each other, in whatever order', () => {
    const { clock, table, probe, gc } = startedAccounts();
    probe.enterRule(0);
    clock.advance(100);
    gc.add([
      { startNs: 1_020, endNs: 1_030 },
      { startNs: 1_010, endNs: 1_050 },
      { startNs: 1_040, endNs: 1_060 },
    ]);
    gc.add([{ startNs: 1_055, endNs: 1_070 }]);
    probe.stop();
    expect([table.cpuTimeNs[0], phaseNs(table, 'gc')]).toEqual([40, 60]);
    // One within another is no pause of its own.
    expect(gc.findings()).toMatchObject({ pauses: 3, totalNs: 60, longestNs: 40 });
  });

  test('leaves with its owner what was told too late, and says how much', () => {
    const { clock, table, probe, gc } = startedAccounts();
    probe.enterRule(0);
    clock.advance(100);
    for (let change = 0; change < 100_000; change++) probe.enterRule(1);
    clock.advance(10);
    gc.add([{ startNs: 1_010, endNs: 1_030 }]);
    probe.stop();
    expect([...table.cpuTimeNs]).toEqual([100, 10, 0]);
    expect(gc.findings()).toMatchObject({ pauses: 1, totalNs: 0, unplacedNs: 20 });
  });

  test('whatever is entered and whatever pauses are told of, all accounts add up to the wall time', () => {
    const owner = fc.oneof(
      fc.record({ rule: fc.nat(RULES - 1) }),
      fc.record({ field: fc.nat(FIELDS) }), // one more than there are rows for
      fc.record({ phase: fc.constantFrom(...PHASES) }),
    );
    const pause = fc.record({ startNs: fc.nat(5_000), lengthNs: fc.nat(500) });
    const step = fc.record({ owner, lengthNs: fc.nat(300), pauses: fc.array(pause, { maxLength: 2 }) });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const { clock, table, probe, gc } = startedAccounts();
        for (const { owner, lengthNs, pauses } of steps) {
          if ('rule' in owner) probe.enterRule(owner.rule);
          else if ('field' in owner) probe.enterField(owner.field);
          else probe.enterPhase(owner.phase);
          clock.advance(lengthNs);
          gc.add(pauses.map(({ startNs, lengthNs }) => ({ startNs, endNs: startNs + lengthNs })));
        }
        const balance = conservation(table, probe.stop());
        expect(balance.differenceNs).toBe(0);
        expect(Math.min(...table.spansNs, ...probe.fields.extractNs)).toBeGreaterThanOrEqual(0);
        const ofFields = probe.fields.extractNs.reduce((sum, ns) => sum + ns, 0);
        expect(ofFields).toBeLessThanOrEqual(phaseNs(table, 'extract'));
        const moved = probe.gcNs.reduce((sum, ns) => sum + ns, 0);
        expect(gc.findings().totalNs).toBe(moved);
      }),
    );
  });
});
