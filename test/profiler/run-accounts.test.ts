import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { conservation } from '../../src/profiler/conservation.ts';
import { MetricsTable } from '../../src/profiler/metrics-table.ts';
import { RunAccounts } from '../../src/profiler/run-accounts.ts';

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

test('a collection while a rule runs is billed to gc and shown beside that rule, and nothing is lost', async () => {
  const table = MetricsTable.create(2);
  const accounts = new RunAccounts(table, 1);
  accounts.start();
  accounts.probe.enterRule(1);
  collectGarbage();
  accounts.probe.enterPhase('profiler');
  // V8 tells of it only when the event loop turns, so nothing is known yet.
  accounts.afterBatch();
  const { wallTimeNs, findings } = await accounts.stop(['a']);
  expect(findings.gc!.pauses).toBeGreaterThan(0);
  expect(findings.gc!.unplacedNs).toBe(0);
  expect(findings.gc!.ruleNs[1]).toBeGreaterThan(0);
  expect(findings.gc!.ruleNs[0]).toBe(0);
  expect(table.cpuTimeNs[1]).toBeGreaterThanOrEqual(0);
  expect(conservation(table, wallTimeNs).withinTolerance).toBe(true);
});

test('what the accounts found survives the way to another thread', async () => {
  const accounts = new RunAccounts(MetricsTable.create(1), 2);
  accounts.start();
  accounts.probe.enterField(1);
  accounts.probe.fieldRead(1, 3);
  accounts.probe.enterPhase('collect');
  const { findings } = await accounts.stop(['a', 'b']);
  expect(structuredClone(findings)).toEqual(findings);
  expect(findings.fields).toEqual([{ path: 'b', extractNs: expect.any(Number), cells: 3 }]);
  expect(findings.gc!.ruleNs).toHaveLength(1);
});

test('a field without a row is part of the phase and of nothing else', async () => {
  const table = MetricsTable.create(1);
  const accounts = new RunAccounts(table, 1);
  accounts.start();
  accounts.probe.enterField(1);
  accounts.probe.fieldRead(1, 3);
  const { wallTimeNs, findings } = await accounts.stop(['a', 'named by a Lua rule']);
  expect(findings.fields).toEqual([]);
  expect(conservation(table, wallTimeNs).withinTolerance).toBe(true);
});
