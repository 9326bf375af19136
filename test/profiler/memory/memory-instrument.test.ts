import { expect, test } from 'vitest';
import { HeapGauge } from '../../../src/profiler/memory/heap-gauge.ts';
import { MemoryInstrument } from '../../../src/profiler/memory/memory-instrument.ts';
import { MetricsTable } from '../../../src/profiler/metrics-table.ts';

test('the heap is told as it is at the end, and the most of it', () => {
  const figures = [5, 900, 30, 40];
  const gauge = new HeapGauge(() => figures.shift()!);
  for (let batch = 0; batch < 12; batch++) gauge.afterBatch();
  expect(gauge.stop()).toEqual({ usedBytes: 40, peakBytes: 900 });
});

test('figures are those of the table, by rule, and can go to another thread', async () => {
  const table = MetricsTable.create(3);
  const instrument = new MemoryInstrument(
    [{ kind: 'wasm' }, { kind: 'eql' }, { kind: 'lua' }],
    table,
    () => 7,
  );
  table.memoryBytes[1] = 9_000;
  for (let batch = 1; batch <= 40; batch++) {
    table.memoryBytes[0] = batch * 65_536;
    instrument.afterBatch(batch * 1_024);
  }
  const findings = structuredClone(await instrument.stop());
  expect(findings.rules.map(({ leak }) => leak)).toEqual([true, false, null]);
  expect(findings.rules.map(({ series }) => series.length)).toEqual([40, 1, 0]);
  expect(findings.rules[0]!.growth!.bytesPer1kEvents).toBeCloseTo(64_000, 6);
  expect(findings.heap).toEqual({ usedBytes: 7, peakBytes: 7 });
});

test('of a rule that was taken out early nobody can say whether it leaks', async () => {
  const table = MetricsTable.create(2);
  const instrument = new MemoryInstrument([{ kind: 'wasm' }, { kind: 'wasm' }], table, () => 7);
  table.memoryBytes.fill(65_536);
  for (let batch = 1; batch <= 40; batch++) {
    if (batch === 3) table.countFault(0, true);
    instrument.afterBatch(batch * 1_024);
  }
  const { rules } = await instrument.stop();
  expect(rules.map(({ leak }) => leak)).toEqual([null, false]);
});
