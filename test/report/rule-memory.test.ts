import { expect, test } from 'vitest';
import type { AllocationFindings } from '../../src/profiler/memory/allocation-findings.ts';
import type { MemoryFindings } from '../../src/profiler/memory/memory-findings.ts';
import { buildRun } from '../../src/report/build-run.ts';
import { findingTexts } from '../../src/report/finding-texts.ts';
import { memoryEntry } from '../../src/report/rule-memory.ts';
import { finishedRun } from './sample-run.ts';

const MEMORY: MemoryFindings = {
  rules: [
    {
      series: [
        { event: 1_024, bytes: 900.5 },
        { event: 2_048, bytes: 5_000 },
      ],
      growth: { bytesPer1kEvents: 4_003.26, interval: [3_900.04, 4_100] },
      leak: true,
    },
    {
      series: [{ event: 2_048, bytes: 70 }],
      growth: { bytesPer1kEvents: -0.01, interval: [-0.01, 0] },
      leak: false,
    },
    { series: [], growth: null, leak: null },
  ],
  heap: { usedBytes: 10, peakBytes: 20 },
};

const ALLOCATION: AllocationFindings = {
  rules: [{ bytes: 1_000.4, interval: [900.2, 1_100.6], samples: 20 }, null, null],
  total: null,
  intervalBytes: 100,
};

const RUN = finishedRun(
  [
    { id: 'leaking', kind: 'lua', cpuTimeNs: 3 },
    { id: 'sound', kind: 'wasm', cpuTimeNs: 2 },
    { id: 'broken', kind: 'lua', cpuTimeNs: 1 },
  ],
  {},
  { findings: { memory: MEMORY, allocation: ALLOCATION } },
);

test('a run has the memory of its rules, and the heap', () => {
  const run = buildRun(RUN);
  expect(run.heap).toEqual({ used_bytes: 10, peak_bytes: 20 });
  expect(run.rules[0]).toMatchObject({
    memory_growth_bytes_per_1k_events: 4_003.3,
    memory_growth_interval: [3_900, 4_100],
    leak: true,
    allocated_bytes: 1_000,
    allocated_interval: [900, 1_101],
    memory_series: [
      [1_024, 901],
      [2_048, 5_000],
    ],
  });
  expect(run.rules[1]).toMatchObject({ leak: false, allocated_bytes: null, memory_series: [[2_048, 70]] });
  expect(run.rules[1]!.memory_growth_bytes_per_1k_events).toBe(0);
  expect(run.rules[2]).toMatchObject({ leak: null, memory_growth_interval: null, memory_series: null });
});

test('without findings nothing is said', () => {
  expect(new Set(Object.values(memoryEntry(undefined, undefined, 0)))).toEqual(new Set([null]));
  expect(buildRun(finishedRun([{ id: 'one' }])).heap).toBeNull();
});

test('a rule that leaks is warned about, with what to look for in its language', () => {
  const [warning, ...others] = buildRun(RUN).warnings.filter(({ code }) => code === 'rule-leaks');
  expect(others).toEqual([]);
  expect(warning!.message).toContain('rule leaking leaks memory');
  expect(warning!.message).toContain('4003 bytes');
  expect(warning!.advice).toContain('table');
  const wasm = buildRun(
    finishedRun(
      [{ id: 'pages', kind: 'wasm' }],
      {},
      { findings: { memory: { ...MEMORY, rules: [MEMORY.rules[0]!] } } },
    ),
  );
  expect(wasm.warnings.find(({ code }) => code === 'rule-leaks')!.advice).toContain('memory.grow');
});

test('the table says who leaks and how much, and counts those beyond three', () => {
  expect(findingTexts(buildRun(RUN).rules)).toContainEqual(
    'leaking leaks memory: 4.0 kB more with every 1,000 events',
  );
  const many = finishedRun(
    ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id })),
    {},
    { findings: { memory: { ...MEMORY, rules: new Array(5).fill(MEMORY.rules[0]) } } },
  );
  expect(findingTexts(buildRun(many).rules)).toContainEqual('2 more rules leak memory');
});
