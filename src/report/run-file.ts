import { z } from 'zod';
import type { FaultKind } from '../engine/predicate/predicate-fault.ts';
import { PHASES, type Phase } from '../engine/probe.ts';
import { epochNs } from './epoch-ns.ts';
import { gcSchema, ruleGcSchema } from './garbage-collection.ts';
import { lineWatchSchema } from './line-watch.ts';
import { adviceShape, censusSchema } from './rule-advice.ts';
import { latencyShape, timingSchema } from './rule-latency.ts';
import { heapSchema, memoryShape } from './rule-memory.ts';
import { samplesShape, samplingSchema } from './rule-samples.ts';
import { RULE_TYPES } from './rule-type.ts';
import { jobsSchema } from './run-jobs.ts';
import { seriesSchema } from './run-series.ts';
import { schedulingSchema } from './scheduling.ts';
import { fieldsSchema } from './shared-work.ts';
import { verdictsSchema } from './verdict.ts';

/**
 * One finished replay as a file. This schema is the specification: the JSON Schema in
 * `docs/run-file.schema.json` is generated from it, and keys are written in the order they have here.
 *
 * Null always means "not measured" or "does not exist here", never zero.
 */
export const SCHEMA_VERSION = 1;

const count = () => z.int().nonnegative();
const durationNs = () => z.int().nonnegative();
/** Null for rules that have no such thing; the first files of version 1 do not have it. */
const figureOfKind = () => count().nullable().default(null);
const share = () => z.number().nonnegative();

const engineSchema = z.object({
  name: z.string(),
  version: z.string(),
  node: z.string().describe('Version of Node, without the v'),
  v8: z.string().nullable().default(null),
  platform: z.string(),
  arch: z.string(),
  cpu_model: z.string().nullable(),
  cpu_count: count(),
  lua_runtime: z.string().nullable().default(null).describe('What ran Lua rules; null where there were none'),
});

const packSchema = z.object({
  hash: z.string().describe('Over paths and contents of the rule files'),
  rules: count().describe('Rules that were loaded'),
  files: count().describe('Rule files that were read'),
  paths: z.array(z.string()).describe('As they were given'),
  skipped: z.array(z.object({ reason: z.string(), count: count() })).describe('Rules left out, by reason'),
});

const streamSchema = z.object({
  hash: z.string().nullable().describe('sha256 of the raw bytes'),
  inputs: z.array(z.string()).describe('Names of the recordings, in the order they were read'),
  events: count().describe('Events handed to the engine'),
  bytes: count().describe('Raw bytes read; of a compressed file, the compressed ones'),
  first_event_ns: epochNs.nullable().describe('Time of the first event, in the order of the stream'),
  last_event_ns: epochNs.nullable().describe('Time of the last event, in the order of the stream'),
});

/** The key of a phase in the file. */
export type PhaseKey = `${Phase}_ns`;

const phasesSchema = z
  .object(
    Object.fromEntries(PHASES.map((phase) => [`${phase}_ns`, durationNs().nullable()])) as Record<
      PhaseKey,
      z.ZodNullable<z.ZodInt>
    >,
  )
  .describe('Time outside rules; null where it is not told apart and lies within the other entries');

const conservationSchema = z
  .object({
    accounted_ns: durationNs().describe('All phases plus the cpu_time_ns of all rules, exactly'),
    difference_ns: z
      .int()
      .describe('accounted_ns - wall_time_ns; where jobs has threads, minus the sum of their wall_ns'),
    tolerance: share().describe('Largest difference allowed, as a share of that time'),
    within_tolerance: z.boolean(),
    clock_read_ns: share().describe('What one reading of the clock costs'),
    clock_resolution_ns: share().describe('The smallest step the clock makes'),
  })
  .describe('Whether every nanosecond was billed to a rule or a phase, and the quality of the clock');

const alertsSchema = z.object({
  count: count(),
  hash: z.string().nullable().describe('sha256 over the lines of the alerts file, written or not'),
});

const warningSchema = z.object({
  code: z.string(),
  message: z.string(),
  advice: z.string().optional(),
  count: count().optional().describe('How many times it was seen'),
  places: z.array(z.string()).optional().describe('The first of them, as file:line'),
});

const FAULT_KINDS = [
  'error',
  'bad-result',
  'time',
  'memory',
  'stack',
  'load',
] as const satisfies readonly FaultKind[];

const faultsSchema = z.object({
  first: z.object({
    kind: z.enum(FAULT_KINDS),
    reason: z.string().describe("The runtime's own message"),
    event: count().nullable().describe('Its number in the stream; null while the rule was being started'),
  }),
  by_kind: z.partialRecord(z.enum(FAULT_KINDS), count()).describe('How many of each kind that occurred'),
  quarantined_at_event: count()
    .nullable()
    .describe('The event whose fault took it out of the run; null where it could not be started or went on'),
});

const ruleSchema = z.object({
  rule_id: z.string(),
  type: z.enum(RULE_TYPES),
  memory_bytes: count()
    .nullable()
    .describe('At the end; Lua and Wasm: of its own state; others: an estimate; null: it was not started'),
  peak_memory_bytes: count().nullable().describe('The most of it at any time'),
  cpu_time_ns: durationNs(),
  events_processed: count().describe('Events offered: those of its category'),
  alerts_generated: count(),
  avg_latency_ns: z.number().nonnegative().nullable().describe('cpu_time_ns / evaluations; null without any'),
  last_hit_ns: epochNs.nullable().describe('Latest event time among its alerts'),
  evaluations: count().describe('Events its predicate ran on'),
  matches: count().describe('Events its predicate held for'),
  alert_rate: share().nullable().describe('alerts_generated / events_processed; null without any'),
  cpu_share: share().nullable().describe('cpu_time_ns / the cpu_time_ns of all rules; null where that is 0'),
  ...latencyShape,
  ...samplesShape,
  compile_ns: durationNs().nullable(),
  gc_ns: ruleGcSchema,
  ...memoryShape,
  errors: count().describe('Faults of a Lua or Wasm rule'),
  quarantined: z.boolean().describe('Taken out of the run; a warning says why'),
  partial_matches: figureOfKind().describe('Of a sequence, live at the end; null for other rules'),
  peak_partial_matches: figureOfKind(),
  expired: figureOfKind().describe('Partial matches that maxspan ended'),
  evicted: figureOfKind().describe('Partial matches dropped at a limit; each may have cost an alert'),
  late_events: figureOfKind().describe('Events a sequence took out of order, having come too late'),
  steps: z
    .array(
      z.object({
        evaluations: count().describe('Events its filter ran on; equal steps are run once'),
        matches: count().describe('Events its filter held for; those of step 1 begin partial matches'),
      }),
    )
    .nullable()
    .default(null)
    .describe('Of a sequence or sample, as written; null for other rules'),
  host_calls: figureOfKind().describe('Calls of a Lua or Wasm rule to the functions it is given'),
  table_entries: figureOfKind().describe('Entries of the tables of a Wasm rule'),
  module_bytes: figureOfKind().describe('Size of the module of a Wasm rule'),
  faults: faultsSchema
    .nullable()
    .default(null)
    .describe('What a Lua or Wasm rule did wrong; null where nothing'),
  ...adviceShape,
  name: z.string(),
  severity: z.enum(['informational', 'low', 'medium', 'high', 'critical']),
  tags: z.array(z.string()),
  file: z.string().describe("Relative to the pack's folder"),
});

/** The whole file. @see parseRun, which reads one without losing digits */
export const runFileSchema = z.object({
  timestamp: z.iso.datetime().describe('When the run ended, UTC'),
  schema_version: z.literal(SCHEMA_VERSION),
  engine: engineSchema,
  pack: packSchema,
  stream: streamSchema,
  wall_time_ns: durationNs().describe('Of the replay, by a clock of its own, however many threads it had'),
  phases: phasesSchema,
  conservation: conservationSchema,
  jobs: jobsSchema,
  gc: gcSchema,
  scheduling: schedulingSchema,
  heap: heapSchema,
  sampling: samplingSchema.nullable().default(null).describe('How the run was sampled; null: it was not'),
  timing: timingSchema
    .nullable()
    .default(null)
    .describe('How single evaluations were timed; null: they were not'),
  line_watch: lineWatchSchema,
  fields: fieldsSchema,
  series: seriesSchema,
  census: censusSchema,
  alerts: alertsSchema,
  warnings: z.array(warningSchema),
  budgets: verdictsSchema,
  rules: z.array(ruleSchema).describe('Every rule, the most CPU time first, then by id'),
});

export type RunFile = z.output<typeof runFileSchema>;
export type RuleRow = RunFile['rules'][number];
export type WarningEntry = RunFile['warnings'][number];

/** The names of a rule's metrics in the order files have them. */
export const RULE_KEYS = Object.keys(ruleSchema.shape) as readonly (keyof RuleRow)[];

/** The JSON Schema (draft 2020-12) of a run file, as `docs/run-file.schema.json` holds it. */
export function runFileJsonSchema(): unknown {
  return z.toJSONSchema(runFileSchema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema !== epochNs) return;
      for (const key of Object.keys(jsonSchema)) delete jsonSchema[key as keyof typeof jsonSchema];
      jsonSchema.type = 'integer';
      jsonSchema.description = 'Nanoseconds since 1970. Exceeds 2^53: read it as a 64-bit integer';
    },
  });
}
