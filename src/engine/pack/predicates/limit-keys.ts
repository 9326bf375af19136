import { z } from 'zod';
import type { PredicateLimits } from '../../predicate/predicate-limits.ts';

const BYTES_PER_MIB = 1024 * 1024;

/** Limits as files write them. A Wasm memory ends at 4,096 MiB; a longer time or more faults would limit nothing. */
export const WRITTEN_LIMITS = z.strictObject({
  time_limit_ms: z.int().min(1).max(3_600_000).optional(),
  memory_limit_mib: z.int().min(1).max(4_096).optional(),
  max_faults: z.int().min(1).max(1_000_000).optional(),
});

export type WrittenLimits = z.infer<typeof WRITTEN_LIMITS>;

export const LIMIT_KEYS = WRITTEN_LIMITS.keyof().options;

/** The limits in the engine's units; what is not written is not there. */
export function limitsOf(written: WrittenLimits): Partial<PredicateLimits> {
  const { time_limit_ms, memory_limit_mib, max_faults } = written;
  return {
    ...(time_limit_ms === undefined ? {} : { timeLimitMs: time_limit_ms }),
    ...(memory_limit_mib === undefined ? {} : { memoryLimitBytes: memory_limit_mib * BYTES_PER_MIB }),
    ...(max_faults === undefined ? {} : { maxFaults: max_faults }),
  };
}
