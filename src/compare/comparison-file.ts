import { z } from 'zod';
import { FINDING_CODES } from './comparison-findings.ts';
import { COUNTERS } from './counters.ts';
import { VERDICTS } from './judge-times.ts';

/**
 * A comparison as a file. This schema is the specification: the JSON Schema in `docs/comparison.schema.json` is generated
 * from it, and everything that shows a comparison is made from this. Null means "not known" or "does not exist here", never zero.
 */
export const COMPARISON_VERSION = 1;

const count = () => z.int().nonnegative();
const durationNs = () => z.number().nonnegative();
const events = () => z.array(z.array(count().nullable()));

const sideSchema = z.object({
  pack_hash: z.string(),
  rules: count(),
  replays: count().describe('Replays whose times were compared'),
  events: count().describe('Events of the stream'),
});

const timeSchema = z.object({
  verdict: z
    .enum(VERDICTS)
    .describe(
      'same: the whole interval is smaller than the effect; unclear: a larger change could not be excluded; ' +
        'side-effect: it moved, but only other rules of the pack were changed; ' +
        'too-cheap: too small a share of the time to matter; not-judged: too few replays to ever tell',
    ),
  base_ns_per_event: durationNs()
    .nullable()
    .describe('Median over the replays, of the time per event offered, as measured; null without any'),
  head_ns_per_event: durationNs().nullable(),
  ratio: durationNs()
    .nullable()
    .describe('Head over base, of times per event with the speed of the machine taken out (Hodges-Lehmann)'),
  interval: z.tuple([durationNs(), durationNs()]).nullable().describe('95 % interval of ratio'),
  p_value: z.number().nullable().describe('Mann-Whitney, two-sided, exact; null where nothing was tested'),
  corrected_p_value: z.number().nullable().describe('By Holm, over the rules tested together'),
});

const alertsSchema = z.object({
  gained: count(),
  lost: count(),
  first_gained: events().describe(
    'Numbers of the events, from 1, of the first of them; null: a missing step',
  ),
  first_lost: events(),
  compared_before_event: count()
    .nullable()
    .describe('Null where all alerts were compared; else only those of earlier events were'),
});

const ruleSchema = z.object({
  rule_id: z.string().describe('Of the head'),
  base_rule_id: z.string().describe('Differs from rule_id where the rule was renamed'),
  name: z.string(),
  edited: z.boolean().nullable().describe('Whether its text differs; null where only run files are known'),
  time: timeSchema,
  counters: z
    .array(z.object({ name: z.enum(COUNTERS), base: count().nullable(), head: count().nullable() }))
    .describe('Those that differ'),
  alerts: alertsSchema
    .nullable()
    .describe(
      'Null where only their number is known, as from run files, or where replays of one side differ',
    ),
});

const otherRuleSchema = z.object({ rule_id: z.string(), name: z.string(), alerts: count() });

/** The whole file. */
export const comparisonSchema = z.object({
  schema_version: z.literal(COMPARISON_VERSION),
  base: sideSchema,
  head: sideSchema,
  effect: z.number().positive().describe('The smallest change of a time that counts, as a share of 1'),
  false_alarm_chance: z.number().describe('Of any reported change of a time where there is none'),
  machine: z
    .object({ base: z.array(z.number()), head: z.array(z.number()) })
    .nullable()
    .describe('How slow the machine was in each replay, around 1; null where too few rules are the same'),
  rules: z.array(ruleSchema).describe('Rules of both sides, the worst first'),
  added: z.array(otherRuleSchema),
  removed: z.array(otherRuleSchema),
  findings: z.array(
    z.object({ code: z.enum(FINDING_CODES), message: z.string(), advice: z.string().optional() }),
  ),
});

export type Comparison = z.output<typeof comparisonSchema>;
export type ComparedRule = Comparison['rules'][number];
export type ComparedTime = ComparedRule['time'];

/** The JSON Schema (draft 2020-12) of a comparison, as `docs/comparison.schema.json` holds it. */
export function comparisonJsonSchema(): unknown {
  return z.toJSONSchema(comparisonSchema, { io: 'input' });
}
