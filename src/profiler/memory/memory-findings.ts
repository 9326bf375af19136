import type { Interval } from '../statistics/interval.ts';
import type { MemoryPoint } from './memory-series.ts';

/** How the memory of one rule went along the stream. */
export interface RuleMemory {
  /** In the order of the stream; empty where the rule has no figure, one point where it never changed. */
  readonly series: readonly MemoryPoint[];
  /** Null where there were too few points. */
  readonly growth: MemoryGrowth | null;
  /** Null where it cannot be told, or does not apply. */
  readonly leak: boolean | null;
}

/** A straight line through the memory of a rule once it had warmed up; bytes per 1,000 events. */
export interface MemoryGrowth {
  readonly bytesPer1kEvents: number;
  readonly interval: Interval;
}

/** The heap of JavaScript in the engine's thread, which everything but Lua and Wasm rules shares; bytes. */
export interface HeapFindings {
  /** At the end, with garbage that was not collected yet. */
  readonly usedBytes: number;
  /** The most seen between batches. */
  readonly peakBytes: number;
}

/** What {@link MemoryInstrument} found. */
export interface MemoryFindings {
  /** By rule. */
  readonly rules: readonly RuleMemory[];
  readonly heap: HeapFindings;
}
