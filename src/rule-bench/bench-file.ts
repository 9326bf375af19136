import { z } from 'zod';
import { RULE_TYPES } from '../report/rule-type.ts';
import { FINDING_CODES } from './bench-findings.ts';

/**
 * A bench as a file. This schema is the specification: everything that shows a bench is made from this. Null means "not
 * known" or "does not exist here", never zero. Times are those of one event, in the rule itself unless they say otherwise.
 */
export const BENCH_VERSION = 1;

const count = () => z.int().nonnegative();
const durationNs = () => z.number().nonnegative();
const share = () => z.number().nonnegative();

const figuresSchema = z.object({
  events: count().describe('Different events of the sample that it was run over'),
  batch_events: count().describe('Events of a timed run, repeated where the sample has fewer'),
  samples: count().describe('Timed runs, of all rounds'),
  median_ns: durationNs().describe('Median of the medians of the rounds'),
  round_medians_ns: z.array(durationNs()).describe('In the order of the rounds'),
  spread: share()
    .nullable()
    .describe('Largest less smallest of the medians, by median_ns; null with one round, or where that is 0'),
  p75_ns: durationNs().describe(
    'Of runs, not of single events; of the middle round, as is what follows unless it says otherwise',
  ),
  p99_ns: durationNs(),
  mean_ns: durationNs(),
  margin_ns: durationNs().describe('95 % margin of error of mean_ns, by tinybench'),
  margin: share().describe('margin_ns / mean_ns; 0 where that is 0'),
  first_ns: durationNs()
    .nullable()
    .describe(
      'In the first run after it was loaded, median of the rounds that began with these events; null without',
    ),
  fields_ns: durationNs().describe(
    'Taking the fields it reads out of the event, median; a pack shares that among rules',
  ),
  whole_ns: durationNs().describe(
    'All that the engine does with the event, median; a pack shares most of that',
  ),
  matched_share: share()
    .nullable()
    .describe('Share of the evaluations that matched; null for a sequence, of which steps match'),
});

const ruleSchema = z.object({
  rule_id: z.string(),
  name: z.string(),
  type: z.enum(RULE_TYPES),
  file: z.string().describe("Relative to the pack's folder"),
  events_reached: count().describe('Events of the stream that its predicate, or one of its steps, ran on'),
  events_matched: count().describe(
    'Of those, the ones it matched; of a sequence, those that satisfied a step',
  ),
  match: figuresSchema.nullable().describe('Over events it matches; null without any'),
  no_match: figuresSchema.nullable().describe('Over events that reach it and that it does not match'),
  warnings: z.array(z.enum(FINDING_CODES)).describe('The findings that name it'),
});

/** The whole file. */
export const benchSchema = z.object({
  schema_version: z.literal(BENCH_VERSION),
  timestamp: z.iso.datetime().describe('When the bench ended, UTC'),
  engine: z.object({
    name: z.string(),
    version: z.string(),
    node: z.string(),
    v8: z.string().nullable(),
    platform: z.string(),
    arch: z.string(),
    cpu_model: z.string().nullable(),
    cpu_count: count(),
    lua_runtime: z.string().nullable(),
  }),
  pack_hash: z.string(),
  events: count().describe('Events of the stream that were read'),
  rounds: count().describe('Rounds asked for'),
  time_ms: z.number().positive().describe('Of one measurement: one rule, one kind of events, one round'),
  clock_resolution_ns: durationNs(),
  waiting_share: share()
    .nullable()
    .describe('Of the time in which there was work, the part in which other work had the processors; Linux'),
  control: z
    .object({ match: figuresSchema.nullable(), no_match: figuresSchema.nullable() })
    .describe(
      '`any where true` and `any where false` over a sample of all events: what a rule takes that does nothing',
    ),
  rules: z.array(ruleSchema).describe('The slowest first, by the larger of their medians'),
  findings: z.array(
    z.object({
      code: z.enum(FINDING_CODES),
      message: z.string(),
      advice: z.string().optional(),
      rules: z.array(z.string()).describe('Ids of the rules it is about; empty where it is about all'),
    }),
  ),
});

/** A bench as its file has it. */
export type BenchFile = z.output<typeof benchSchema>;
/** One rule of it. */
export type BenchedRule = BenchFile['rules'][number];
/** What a rule takes over one kind of events, all rounds together. */
export type SideFigures = z.output<typeof figuresSchema>;
