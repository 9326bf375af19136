import { z } from 'zod';
import { placeInFile } from '../engine/place-in-file.ts';
import type { Rule, TextOrigin } from '../engine/rule.ts';
import type { HotSpot } from '../profiler/hot-spot.ts';
import type { LineFindings } from '../profiler/line-times/line-findings.ts';
import type { SamplingFindings } from '../profiler/sampling/sampling-findings.ts';
import { proportionInterval } from '../profiler/statistics/proportion-interval.ts';
import type { Warning } from './warnings.ts';

const count = () => z.int().nonnegative();
const share = () => z.number().min(0).max(1);
const interval = () => z.tuple([share(), share()]).describe('Where the true share lies in 95 of 100 cases');

const hotSpotSchema = z.object({
  kind: z.enum(['clause', 'line', 'function']),
  text: z.string().describe('Of the rule: a clause, a line, or the name of a function'),
  line: z
    .int()
    .positive()
    .nullable()
    .describe('In the file that has its text; null where there is no such place'),
  column: z.int().positive().nullable(),
  share: share().describe("Of the rule's own time"),
  interval: interval().nullable(),
  samples: count().describe('What the share was estimated from: samples; of a line, passes'),
});

export type HotSpotEntry = z.output<typeof hotSpotSchema>;

/** What the sampling profiler says: keys of a rule. All are null where the run was not sampled. */
export const samplesShape = {
  sampled_cpu_share: share()
    .nullable()
    .default(null)
    .describe('Its samples / the samples of all rules: an estimate of cpu_share; null: too few samples'),
  sampled_interval: interval().nullable().default(null),
  samples: count().nullable().default(null).describe('Times the sampling profiler saw it run'),
  hot_spots: z
    .array(hotSpotSchema)
    .nullable()
    .default(null)
    .describe('Where inside it time goes, the hottest first; null: not sampled, or too few samples to say'),
} as const;

export type SamplesEntry = z.output<z.ZodObject<typeof samplesShape>>;

/** How the run was sampled: what the instrument says of itself. */
export const samplingSchema = z.object({
  interval_us: z.number().positive().describe('Between two samples, as asked for'),
  observed_interval_us: z
    .number()
    .nonnegative()
    .nullable()
    .describe('Between two samples, as seen: the median'),
  samples: count().describe('From the first batch to the last'),
  rule_samples: count().describe('Those that are of rules'),
  hot_spots: z
    .array(hotSpotSchema.extend({ rule_id: z.string(), share: share().describe('Of the time of all rules') }))
    .describe('The hottest clauses and functions of all rules; those of Lua rules are not among them'),
  other_samples: z.record(z.string(), count()).describe('Those that are not, by what they are of'),
  unattributed_share: share()
    .nullable()
    .describe(
      'Of the samples in which the thread was not idle, those of which nobody can say what they are of',
    ),
  missed_share: share().nullable().describe('Of the time, what lies more than two intervals after a sample'),
  start_ns: count().describe('What starting it took, before the run'),
  read_ns: count().describe('What reading the samples took'),
});

export type SamplingEntry = z.output<typeof samplingSchema>;

/** Places listed per rule. */
const MAX_HOT_SPOTS = 5;

const NOT_SAMPLED: SamplesEntry = {
  sampled_cpu_share: null,
  sampled_interval: null,
  samples: null,
  hot_spots: null,
};

/** What the places inside rules were estimated from. */
interface PlaceFindings {
  readonly sampling?: SamplingFindings;
  /** Lines of Lua rules come from Lua, which V8 cannot look into. */
  readonly luaLines?: LineFindings;
}

/**
 * The keys of each rule, by its place in the pack.
 *
 * @param origins by place in the pack, where the texts of the rules begin in their files
 * @param ranOutOfTime by place in the pack: whether the rule was ended by its time limit. Its time is then that of an
 *   evaluation nobody watched, so lines that were watched before do not tell where it went
 */
export function samplesEntries(
  { sampling, luaLines }: PlaceFindings,
  origins: readonly TextOrigin[],
  ranOutOfTime: (rule: number) => boolean,
): (rule: number) => SamplesEntry {
  if (sampling === undefined) return () => NOT_SAMPLED;
  const total = ruleSamples(sampling);
  const byRule = new Map(sampling.rules.map((one) => [one.rule, one]));
  const linesOf = new Map(luaLines?.rules.map(({ rule, spots }) => [rule, spots]));
  return (rule) => {
    const { samples, hotSpots: seen } = byRule.get(rule) ?? { samples: 0, hotSpots: [] };
    const lines = ranOutOfTime(rule) ? undefined : linesOf.get(rule);
    const hotSpots = (lines ?? seen).slice(0, MAX_HOT_SPOTS);
    const bounds = proportionInterval(samples, total);
    return {
      sampled_cpu_share: bounds === null ? null : samples / total,
      sampled_interval: bounds === null ? null : [...bounds],
      samples,
      hot_spots: hotSpots.length === 0 ? null : hotSpots.map((spot) => hotSpotEntry(spot, origins[rule]!)),
    };
  };
}

function hotSpotEntry({ kind, text, share, samples, ...spot }: HotSpot, origin: TextOrigin): HotSpotEntry {
  const { line, column, interval: bounds } = spot;
  const place = line === null ? null : placeInFile(origin, { line, column: column ?? 1 });
  return {
    kind,
    text,
    line: place?.line ?? null,
    column: column === null ? null : (place?.column ?? null),
    share,
    interval: bounds === null ? null : [...bounds],
    samples,
  };
}

/** The run's own key; null where it was not sampled. */
export function samplingEntry(
  findings: SamplingFindings | undefined,
  rules: readonly Pick<Rule, 'id' | 'origin'>[],
): SamplingEntry | null {
  if (findings === undefined) return null;
  const { samples, others } = findings;
  const unattributed = (others.unattributed ?? 0) + (others.program ?? 0);
  const busy = samples - (others.idle ?? 0);
  return {
    interval_us: findings.intervalUs,
    observed_interval_us: findings.observedIntervalUs,
    samples,
    rule_samples: ruleSamples(findings),
    hot_spots: findings.hotSpots.map(({ rule, ...spot }) => ({
      ...hotSpotEntry(spot, rules[rule]!.origin),
      rule_id: rules[rule]!.id,
    })),
    other_samples: { ...others },
    unattributed_share: busy === 0 ? null : unattributed / busy,
    missed_share: findings.missedShare,
    start_ns: Math.round(findings.startNs),
    read_ns: Math.round(findings.readNs),
  };
}

/** Beyond this, the interval seen is not the one that was asked for. */
const INTERVAL_TOLERANCE = 0.2;

/** From this share of the time on, what was not sampled may be of other rules than what was. */
const MANY_MISSED = 0.05;

/** What a reader must know of how the run was sampled. */
export function samplingWarnings(findings: SamplingFindings | undefined): Warning[] {
  if (findings === undefined) return [];
  const { intervalUs, observedIntervalUs: observedUs, missedShare } = findings;
  const warnings: Warning[] = [];
  if (observedUs !== null && Math.abs(observedUs - intervalUs) > INTERVAL_TOLERANCE * intervalUs) {
    warnings.push({ code: 'sampling-interval-off', intervalUs, observedUs });
  }
  if (missedShare !== null && missedShare >= MANY_MISSED) {
    warnings.push({ code: 'samples-missed', missedShare });
  }
  return warnings;
}

function ruleSamples({ rules }: SamplingFindings): number {
  return rules.reduce((sum, { samples }) => sum + samples, 0);
}
