import { z } from 'zod';

/** What a figure is measured in. Times are nanoseconds; a share is a part of 1; a flag is 0 or 1. */
export const BUDGET_UNITS = ['ns', 'bytes', 'share', 'count', 'per-second', 'flag'] as const;

export type BudgetUnit = (typeof BUDGET_UNITS)[number];

/** What was found. */
export const VERDICTS = ['fail', 'too-noisy', 'no-data', 'pass'] as const;

/** What it does: `fail` fails the run, `warn` is only told. The worst first. */
export const EFFECTS = ['fail', 'warn', 'pass'] as const;

export type Effect = (typeof EFFECTS)[number];

/** One budget judged on one rule, or on the whole run: an entry of the key `budgets` of a run file. */
export const verdictSchema = z.object({
  budget: z.string().describe('As it was written: rule_latency{rule:x}: p(99)<50us'),
  source: z.string().describe('Where: file:line, or --assert'),
  rule_id: z
    .string()
    .nullable()
    .describe(
      'As its budget names it where it did not run; null for the whole run, and where a selector picked no rule',
    ),
  level: z.enum(['warn', 'error']),
  verdict: z.enum(VERDICTS),
  effect: z.enum(EFFECTS).describe('What the verdict does; a run with one that says fail ends with 99'),
  value: z.number().nullable().describe('The figure judged; null: not measured, or without bound'),
  interval: z
    .tuple([z.number(), z.number()])
    .nullable()
    .describe('Where the true value lies; null: exact, or not known'),
  limit: z.number().describe('In the unit of the figure'),
  unit: z.enum(BUDGET_UNITS),
  reason: z.string().nullable().describe('Why there was no data, or why it could not be judged'),
});

export type VerdictEntry = z.output<typeof verdictSchema>;

/** The key `budgets` of a run file. */
export const verdictsSchema = z
  .array(verdictSchema)
  .default([])
  .describe('What was held against its budgets, the worst first; empty where there were none');

/** Whether a budget is broken, so that the run fails. */
export function hasFailed(verdicts: readonly VerdictEntry[]): boolean {
  return verdicts.some(({ effect }) => effect === 'fail');
}
