import { z } from 'zod';
import { PHASES, type Phase } from '../../engine/probe.ts';
import { RUN_STATES } from '../../profiler/run-progress.ts';
import { RULE_TYPES } from '../../report/rule-type.ts';
import type { LiveSnapshot, RuleDetails } from '../../top/source/live-snapshot.ts';
import { PROTOCOL_VERSION, type RunAnnouncement, type RunDescription, type RunEnd } from '../protocol.ts';

/** A figure that every rule has. JSON cannot hold NaN: where a peer had one it sends null, which is read as 0. */
const figure = z
  .number()
  .nullable()
  .transform((value) => value ?? 0);
const measured = z.number().nullable();
/** A text from a peer. How long all of them may be is bounded by what is read at a time. */
const text = z.string();
const epochNs = z
  .string()
  .regex(/^-?\d{1,19}$/)
  .transform((digits) => BigInt(digits));

/** `/run.json`. */
export const descriptionSchema = z.object({
  version: z.literal(PROTOCOL_VERSION),
  title: text,
  startedAt: z.iso.datetime(),
  pid: z.int().nonnegative(),
}) satisfies z.ZodType<RunDescription>;

const ruleSchema = z.object({
  id: text,
  name: text,
  type: z.enum(RULE_TYPES),
  severity: z.enum(['informational', 'low', 'medium', 'high', 'critical']),
  file: text,
  source: text,
  sourceLine: z.int(),
});

/** The event `run`. */
export const announcementSchema = descriptionSchema.extend({
  rules: z.array(ruleSchema),
}) satisfies z.ZodType<RunAnnouncement>;

const figuresSchema = z.object({
  memoryBytes: measured,
  peakMemoryBytes: measured,
  cpuTimeNs: figure,
  offered: figure,
  evaluations: figure,
  alerts: figure,
  lastHitNs: epochNs.nullable(),
  p99LatencyNs: measured,
  errors: figure,
  quarantined: z.boolean(),
  state: z
    .object({ partialMatches: figure, peakPartialMatches: figure, expired: figure, evicted: figure })
    .nullable(),
  steps: z.array(z.object({ evaluations: figure, matches: figure })),
});

const phases = Object.fromEntries(PHASES.map((phase) => [phase, figure])) as Record<Phase, typeof figure>;

/** The event `snapshot`. */
export const snapshotSchema = z.object({
  takenAtNs: figure,
  progress: z.object({
    state: z.enum(RUN_STATES),
    bytesRead: figure,
    bytesTotal: measured,
    events: figure,
    wallTimeNs: figure,
  }),
  phaseNs: z.object(phases),
  figures: z.array(figuresSchema),
  sampling: z.object({ samples: measured, askedIntervalUs: figure, observedIntervalUs: measured }).nullable(),
}) satisfies z.ZodType<LiveSnapshot>;

const hotSpotSchema = z.object({
  kind: z.enum(['clause', 'line', 'function']),
  text,
  line: measured,
  column: measured,
  share: figure,
  interval: z.tuple([figure, figure]).nullable(),
  samples: figure,
});

/** `/rules/N.json`. */
export const detailsSchema = z.object({
  latency: z.array(z.object({ fromNs: figure, toNs: figure, count: figure })).nullable(),
  hotSpots: z.array(hotSpotSchema).nullable(),
  faults: z.array(text),
  advice: z.array(text),
}) satisfies z.ZodType<RuleDetails>;

/** The event `end`. */
export const endSchema = z.object({ message: text.nullable() }) satisfies z.ZodType<RunEnd>;
