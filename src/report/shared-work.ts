import { z } from 'zod';
import type { FieldFindings } from '../profiler/fields-table.ts';

/** The key `fields` of a run file. */
export const fieldsSchema = z
  .array(
    z.object({
      path: z.string(),
      extract_ns: z.int().nonnegative().describe('Taking it out of events and folding its case'),
      cells: z.int().nonnegative().describe('Once per event it was read from, once more where it was folded'),
    }),
  )
  .nullable()
  .default(null)
  .describe(
    'What phases.extract_ns went to, by field that rules share, the most expensive first; null: not told',
  );

/** The entry of a run, in the order of the findings; null without any. */
export function fieldsEntry(findings: readonly FieldFindings[] | undefined): z.output<typeof fieldsSchema> {
  if (findings === undefined) return null;
  return findings.map(({ path, extractNs, cells }) => ({
    path,
    // Down, so that all of them together are never more than the phase they are part of.
    extract_ns: Math.floor(extractNs),
    cells,
  }));
}
