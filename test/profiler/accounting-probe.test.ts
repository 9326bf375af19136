import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PHASES, type Phase } from '../../src/engine/probe.ts';
import { AccountingProbe } from '../../src/profiler/accounting-probe.ts';
import { conservation } from '../../src/profiler/conservation.ts';
import { MetricsTable, NEVER_HIT } from '../../src/profiler/metrics-table.ts';
import { FakeClock } from './fake-clock.ts';

function probeOver(ruleCount: number) {
  const clock = new FakeClock(1_000);
  const table = MetricsTable.create(ruleCount);
  return { clock, table, probe: new AccountingProbe(table, { clock: clock.read, wallClock: clock.read }) };
}

function phaseNs(table: MetricsTable, phase: Phase): number {
  return table.phaseNs[PHASES.indexOf(phase)]!;
}

describe('AccountingProbe', () => {
  test('bills each span to who was entered last, from start to stop', () => {
    const { clock, table, probe } = probeOver(2);
    clock.advance(1_000_000); // before the start: nobody's
    probe.start();
    clock.advance(10);
    probe.enterPhase('decode');
    clock.advance(20);
    probe.enterRule(1);
    clock.advance(300);
    probe.enterRule(0);
    clock.advance(4);
    probe.enterRule(1);
    clock.advance(50);
    probe.enterPhase('collect');
    clock.advance(6);
    expect(probe.stop()).toBe(390);
    expect([...table.cpuTimeNs]).toEqual([4, 350]);
    expect(phaseNs(table, 'read')).toBe(10);
    expect(phaseNs(table, 'decode')).toBe(20);
    expect(phaseNs(table, 'collect')).toBe(6);
  });

  test('reads the clock once per change of owner', () => {
    let reads = 0;
    const probe = new AccountingProbe(MetricsTable.create(1), { clock: () => ++reads, wallClock: () => 0 });
    probe.start();
    probe.enterRule(0);
    probe.ruleSawBatch(0, 1, 1, 1);
    probe.alertRaised(0, 1n);
    probe.enterPhase('collect');
    probe.stop();
    expect(reads).toBe(4);
  });

  test('timing is taken off the time of the rule and billed to the profiler', () => {
    const { clock, table, probe } = probeOver(2);
    probe.start();
    probe.enterRule(1);
    clock.advance(500);
    probe.enterPhase('profiler');
    probe.ruleWasTimed(1, 80);
    clock.advance(20);
    const balance = conservation(table, probe.stop());
    expect([...table.cpuTimeNs]).toEqual([0, 420]);
    expect(phaseNs(table, 'profiler')).toBe(100);
    expect(balance.differenceNs).toBe(0);
  });

  test('no account falls below nothing, whatever the estimate of what timing cost', () => {
    const { clock, table, probe } = probeOver(1);
    probe.start();
    probe.enterRule(0);
    clock.advance(50);
    probe.enterPhase('profiler');
    probe.ruleWasTimed(0, 80);
    expect(table.cpuTimeNs[0]).toBe(0);
    expect(phaseNs(table, 'profiler')).toBe(50);
    // The pause lay in time that has been moved.
    expect(probe.billToGc(0, 50)).toBe(0);
    expect(table.cpuTimeNs[0]).toBe(0);
    expect(conservation(table, probe.stop()).differenceNs).toBe(0);
  });

  test('every phase has an account of its own', () => {
    const { clock, table, probe } = probeOver(1);
    probe.start();
    for (const [index, phase] of PHASES.entries()) {
      probe.enterPhase(phase);
      clock.advance(index + 1);
    }
    probe.stop();
    expect([...table.phaseNs]).toEqual(PHASES.map((_, index) => index + 1));
    expect([...table.cpuTimeNs]).toEqual([0]);
  });

  test('adds up what a rule saw and raised', () => {
    const { table, probe } = probeOver(2);
    probe.ruleSawBatch(1, 1_024, 100, 7);
    probe.ruleSawBatch(1, 10, 1, 0);
    probe.ruleSawBatch(0, 0, 0, 0);
    probe.alertRaised(1, 99n);
    probe.alertRaised(1, undefined);
    expect([table.offered[1], table.evaluations[1], table.matches[1], table.alerts[1]]).toEqual([
      1_034, 101, 7, 2,
    ]);
    expect([...table.lastHitNs]).toEqual([NEVER_HIT, 99n]);
  });

  test('keeps what a Lua or Wasm rule uses, as told last, and counts its faults', () => {
    const { table, probe } = probeOver(2);
    probe.ruleUses(1, { memoryBytes: 5, peakMemoryBytes: 9, hostCalls: 2, tableEntries: 1, moduleBytes: 80 });
    probe.ruleUses(1, { memoryBytes: 4, peakMemoryBytes: 9, hostCalls: 7, tableEntries: 3, moduleBytes: 80 });
    const fault = { kind: 'error', reason: 'it threw', eventNumber: 1 } as const;
    probe.ruleFaulted(1, { ...fault, quarantined: false });
    probe.ruleFaulted(1, { ...fault, quarantined: true });
    const figures = [
      table.memoryBytes,
      table.peakMemoryBytes,
      table.hostCalls,
      table.tableEntries,
      table.moduleBytes,
    ];
    expect(figures.map((column) => column[1])).toEqual([4, 9, 7, 3, 80]);
    expect([...table.errors]).toEqual([0, 2]);
    expect([...table.quarantined]).toEqual([0, 1]);
  });

  test('remembers twenty batches over 5,000 rules, for pauses that are told late', () => {
    const { clock, probe } = probeOver(5_000);
    probe.start();
    const startNs = clock.nowNs;
    for (let batch = 0; batch < 20; batch++) {
      for (let rule = 0; rule < 5_000; rule++) {
        probe.enterRule(rule);
        clock.advance(1);
      }
    }
    expect(probe.rememberedFromNs).toBe(startNs);
    expect(probe.billToGc(startNs, startNs + 10)).toBe(10);
  });

  test('a second start adds to the first and does not bill the break', () => {
    const { clock, table, probe } = probeOver(1);
    probe.start();
    probe.enterRule(0);
    clock.advance(5);
    probe.stop();
    clock.advance(1_000);
    probe.start();
    clock.advance(7);
    expect(probe.stop()).toBe(12);
    expect(table.cpuTimeNs[0]).toBe(5);
    expect(phaseNs(table, 'read')).toBe(7);
  });

  test('refuses to start twice or to stop what does not run', () => {
    const { probe } = probeOver(1);
    expect(() => probe.stop()).toThrow(/not running/);
    probe.start();
    expect(() => probe.start()).toThrow(/running already/);
  });

  test('whatever is entered in whatever order, rules and phases add up to the wall time', () => {
    const owner = fc.oneof(fc.nat(4), fc.constantFrom(...PHASES));
    fc.assert(
      fc.property(fc.array(fc.tuple(owner, fc.nat(1_000_000))), (spans) => {
        const { clock, table, probe } = probeOver(5);
        probe.start();
        for (const [entered, lengthNs] of spans) {
          if (typeof entered === 'number') probe.enterRule(entered);
          else probe.enterPhase(entered);
          clock.advance(lengthNs);
        }
        const balance = conservation(table, probe.stop());
        expect(balance.accountedNs).toBe(spans.reduce((total, [, lengthNs]) => total + lengthNs, 0));
        expect(balance.differenceNs).toBe(0);
      }),
    );
  });

  test('the real clocks agree with each other over real work', () => {
    const table = MetricsTable.create(3);
    const probe = new AccountingProbe(table);
    probe.start();
    for (let i = 0; i < 300_000; i++) probe.enterRule(i % 3);
    expect(conservation(table, probe.stop()).withinTolerance).toBe(true);
  });
});

describe('conservation', () => {
  const MS = 1_000_000;
  const table = MetricsTable.create(1);
  table.cpuTimeNs[0] = 900 * MS;
  table.phaseNs[0] = 100 * MS;

  test('says what was lost', () => {
    expect(conservation(table, 1_200 * MS)).toEqual({
      accountedNs: 1_000 * MS,
      wallTimeNs: 1_200 * MS,
      differenceNs: -200 * MS,
      withinTolerance: false,
    });
  });

  test('allows one per cent of the wall time either way, not more', () => {
    const within = (wallTimeMs: number) => conservation(table, wallTimeMs * MS).withinTolerance;
    expect([within(990), within(991), within(1_010), within(1_011)]).toEqual([false, true, true, false]);
  });

  test('allows a run of a few milliseconds what starting two clocks takes, not more', () => {
    const short = MetricsTable.create(1);
    short.cpuTimeNs[0] = MS;
    const within = (differenceNs: number) => conservation(short, MS + differenceNs).withinTolerance;
    expect([within(100_001), within(100_000), within(-100_000), within(-100_001)]).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  test('nothing accounted in no time is no fault', () => {
    expect(conservation(MetricsTable.create(1), 0).withinTolerance).toBe(true);
  });
});
