import { z } from 'zod';
import type { CensusFindings } from '../advice/census/census-findings.ts';

/** What can be advised about a rule. */
export const ADVICE_CODES = [
  'expensive-clause-first',
  'pattern-could-be-plain',
  'case-folding-in-vain',
  'clause-always-true',
  'clause-never-true',
  'sequence-without-maxspan',
  'generic-first-step',
  'field-never-occurs',
  'never-ran',
  'alerts-on-most-events',
  'state-only-grows',
  'many-host-calls',
] as const;

export type AdviceCode = (typeof ADVICE_CODES)[number];

const adviceSchema = z.object({
  code: z.enum(ADVICE_CODES),
  finding: z.string().describe('What was seen, with its figures; a sentence'),
  action: z.string().describe('What to do about it; a sentence'),
  text: z.string().nullable().describe('The part of the rule it is about; null: all of it'),
  line: z.int().positive().nullable().describe('Where that stands in the file of the rule'),
  column: z.int().positive().nullable(),
  evidence: z
    .record(z.string(), z.number())
    .describe('The figures it rests on, by name; units are in the names'),
  saves_ns: z
    .int()
    .nonnegative()
    .nullable()
    .describe('Estimate of the cpu_time_ns this run would have been spared; null: not known'),
});

export type AdviceEntry = z.output<typeof adviceSchema>;

/** Keys of a rule that say what would make it better. */
export const adviceShape = {
  advice: z
    .array(adviceSchema)
    .nullable()
    .default(null)
    .describe('What would make it better, the most time saved first; null: it was not looked at'),
} as const;

/** On what advice rests beside the figures of rules: a look at their clauses after the run. */
export const censusSchema = z
  .object({
    events: z.int().nonnegative().describe('Events in the sample that clauses were tried on'),
    rules: z.int().nonnegative().describe('EQL rules looked at, those with the most CPU time first'),
    time_ns: z.int().nonnegative().describe('What looking took; not part of wall_time_ns'),
  })
  .nullable()
  .default(null)
  .describe('The sample that advice about clauses rests on; null: none was taken');

export type CensusEntry = z.output<typeof censusSchema>;

export function censusEntry(census: CensusFindings | undefined): CensusEntry {
  if (census === undefined) return null;
  const { events, rules, timeNs } = census;
  return { events, rules, time_ns: timeNs };
}
