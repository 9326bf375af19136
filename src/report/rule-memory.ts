import { z } from 'zod';
import type { AllocationFindings } from '../profiler/memory/allocation-findings.ts';
import type { MemoryFindings } from '../profiler/memory/memory-findings.ts';
import type { Warning } from './warnings.ts';

const count = () => z.int().nonnegative();

/** Memory along the stream: keys of a rule. All are null where the run was not profiled. */
export const memoryShape = {
  memory_growth_bytes_per_1k_events: z
    .number()
    .nullable()
    .default(null)
    .describe('Slope of its memory after the first third of the stream; null: too few points'),
  memory_growth_interval: z
    .tuple([z.number(), z.number()])
    .nullable()
    .default(null)
    .describe('Where the slope lies in 95 of 100 cases'),
  leak: z
    .boolean()
    .nullable()
    .default(null)
    .describe('Whether its memory grows without end; null where it cannot be told, and for sequences'),
  allocated_bytes: count()
    .nullable()
    .default(null)
    .describe('On the heap of JavaScript over the whole run, freed or not, from samples; null: too few'),
  allocated_interval: z
    .tuple([count(), count()])
    .nullable()
    .default(null)
    .describe('Where allocated_bytes lies in 95 of 100 cases'),
  memory_series: z
    .array(z.tuple([count(), count()]))
    .nullable()
    .default(null)
    .describe('[events seen, lowest memory_bytes since the entry before]; one entry where it never changed'),
} as const;

export type MemoryEntry = z.output<z.ZodObject<typeof memoryShape>>;

/** The key `heap` of a run file. */
export const heapSchema = z
  .object({
    used_bytes: count().describe('At the end, garbage included'),
    peak_bytes: count().describe('The most seen between batches'),
  })
  .nullable()
  .default(null)
  .describe('The heap of JavaScript in the engine thread; null where the run was not profiled');

export type HeapEntry = z.output<typeof heapSchema>;

/** The keys of a rule; `rule` is its place in the pack. */
export function memoryEntry(
  memory: MemoryFindings | undefined,
  allocation: AllocationFindings | undefined,
  rule: number,
): MemoryEntry {
  const { series = [], growth = null, leak = null } = memory?.rules[rule] ?? {};
  const allocated = allocation?.rules[rule] ?? null;
  return {
    memory_growth_bytes_per_1k_events: growth === null ? null : rounded(growth.bytesPer1kEvents),
    memory_growth_interval:
      growth === null ? null : [rounded(growth.interval[0]), rounded(growth.interval[1])],
    leak,
    allocated_bytes: allocated === null ? null : Math.round(allocated.bytes),
    allocated_interval:
      allocated === null ? null : [Math.round(allocated.interval[0]), Math.round(allocated.interval[1])],
    memory_series: series.length === 0 ? null : series.map(({ event, bytes }) => [event, Math.round(bytes)]),
  };
}

export function heapEntry(memory: MemoryFindings | undefined): HeapEntry {
  if (memory === undefined) return null;
  return { used_bytes: memory.heap.usedBytes, peak_bytes: memory.heap.peakBytes };
}

/** One for each rule that leaks, in the pack's order. */
export function leakWarnings(
  rules: readonly { readonly id: string; readonly kind: string }[],
  memory: MemoryFindings | undefined,
): Warning[] {
  return rules.flatMap(({ id, kind }, rule): Warning[] => {
    const found = memory?.rules[rule];
    if (found?.leak !== true || found.growth === null) return [];
    const bytesPer1kEvents = Math.round(found.growth.bytesPer1kEvents);
    return [{ code: 'rule-leaks', ruleId: id, runtime: kind === 'wasm' ? 'wasm' : 'lua', bytesPer1kEvents }];
  });
}

/** To a tenth of a byte: more digits would only look exact. Never -0, which no file can tell from 0. */
function rounded(bytes: number): number {
  return Math.round(bytes * 10) / 10 + 0;
}
