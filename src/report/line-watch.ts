import { z } from 'zod';
import type { LineFindings } from '../profiler/line-times/line-findings.ts';

/** The key `line_watch` of a run file: how lines of Lua rules were watched. */
export const lineWatchSchema = z
  .object({
    rules: z.int().nonnegative().describe('Rules that were watched at all'),
    evaluations: z.int().nonnegative().describe('Evaluations that were watched'),
    took_ns: z.int().nonnegative().describe('What watching took, in phases.profiler_ns'),
  })
  .nullable()
  .default(null)
  .describe('How lines of Lua rules were watched; null: they were not, or there are none');

/** Null where the run was not profiled, or no Lua rule was watched. */
export function lineWatchEntry(findings: LineFindings | undefined): z.output<typeof lineWatchSchema> {
  if (findings === undefined || findings.rules.length === 0) return null;
  return {
    rules: findings.rules.length,
    evaluations: findings.rules.reduce((sum, { evaluations }) => sum + evaluations, 0),
    took_ns: Math.round(findings.tookNs),
  };
}
