import { z } from 'zod';
import type { GcFindings } from '../profiler/gc/gc-findings.ts';

const durationNs = () => z.int().nonnegative();

/** The key `gc` of a run file. */
export const gcSchema = z
  .object({
    pauses: z.int().nonnegative(),
    longest_ns: durationNs(),
    unplaced_ns: durationNs().describe('Known too late to take it from whoever ran; not in phases.gc_ns'),
  })
  .nullable()
  .default(null)
  .describe('Pauses of the engine thread for garbage collection, billed to phases.gc_ns; null: not watched');

/** The key `gc_ns` of a rule. */
export const ruleGcSchema = durationNs()
  .nullable()
  .default(null)
  .describe('Pauses for garbage collection while it ran; not in its cpu_time_ns; null: not watched');

/** The entry of a run; null without findings. */
export function gcEntry(findings: GcFindings | undefined): z.output<typeof gcSchema> {
  if (findings === undefined) return null;
  return {
    pauses: findings.pauses,
    longest_ns: Math.round(findings.longestNs),
    unplaced_ns: Math.round(findings.unplacedNs),
  };
}

/** What was taken from a rule; null without findings. */
export function ruleGcNs(findings: GcFindings | undefined, rule: number): number | null {
  return findings === undefined ? null : Math.round(findings.ruleNs[rule]!);
}
