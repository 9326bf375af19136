import { expect, test } from 'vitest';
import { MemoryInstrument } from '../../../src/profiler/memory/memory-instrument.ts';
import { MidBatchMemory } from '../../../src/profiler/memory/mid-batch-memory.ts';
import { MetricsTable } from '../../../src/profiler/metrics-table.ts';

function toldBy(memory: MidBatchMemory): [number, number[], number[]][] {
  const told: [number, number[], number[]][] = [];
  memory.tell((events, bytes, ended) => told.push([events, [...bytes], [...ended]]));
  return told;
}

test('rules are looked at every 256 events at the beginning, then every 1,024; never at the end of a batch', () => {
  const memory = new MidBatchMemory(1);
  expect(memory.begin(256)).toEqual([]);
  expect(memory.begin(1_024)).toEqual([256, 512, 768]);
  memory.end(4_095, [0], [0]);
  expect(memory.begin(600)).toEqual([256, 512]);
  memory.end(4_096, [0], [0]);
  expect(memory.begin(3_072)).toEqual([1_024, 2_048]);
  expect(memory.begin(3_073)).toEqual([1_024, 2_048, 3_072]);
});

test('figures leave in the order of events; who said nothing holds what it held before', () => {
  const memory = new MidBatchMemory(3);
  memory.begin(600);
  memory.note(2, 0, 20);
  memory.note(2, 1, 30);
  memory.note(0, 1, 7);
  expect(toldBy(memory)).toEqual([
    [256, [Number.NaN, Number.NaN, 20], [0, 0, 0]],
    [512, [7, Number.NaN, 30], [0, 0, 0]],
  ]);
  memory.end(600, [8, 5, 40], [0, 0, 1]);
  expect(toldBy(memory)).toEqual([]);
  memory.begin(300);
  memory.note(0, 0, 9);
  expect(toldBy(memory)).toEqual([[856, [9, 5, 40], [0, 0, 1]]]);
});

test('what a rule gives back before a batch ends is seen', async () => {
  const table = MetricsTable.create(1);
  const instrument = new MemoryInstrument([{ kind: 'lua' }], table, () => 7);
  expect(instrument.beginBatch(512)).toEqual([256]);
  instrument.holds(0, 0, 1_000);
  table.memoryBytes[0] = 9_000;
  instrument.afterBatch(512);
  const { rules } = await instrument.stop();
  expect(rules[0]!.series).toEqual([
    { event: 256, bytes: 1_000 },
    { event: 512, bytes: 9_000 },
  ]);
});
