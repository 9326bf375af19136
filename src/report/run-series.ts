import { z } from 'zod';
import type { SeriesColumn, SeriesFindings, SeriesPart } from '../profiler/series/series-findings.ts';
import { MAX_PARTS } from '../profiler/series/series-table.ts';
import { epochNs } from './epoch-ns.ts';

const count = () => z.int().nonnegative();
const byPart = <T extends z.ZodType>(entry: T) => z.array(entry).max(MAX_PARTS);

const ruleSeriesSchema = z.object({
  rule_id: z.string(),
  cpu_time_ns: byPart(z.int()).describe('Below 0 where time of an earlier part was billed anew'),
  events_processed: byPart(count()),
  evaluations: byPart(count()),
  matches: byPart(count()),
  alerts_generated: byPart(count()),
  errors: byPart(count()).nullable().describe('null: it had none'),
  memory_bytes: byPart(count().nullable()).describe('When the part ended; null: not measured by then'),
});

/** One rule of a series. */
export type RuleSeries = z.output<typeof ruleSeriesSchema>;

/**
 * The key `series` of a run file: how the run went, in at most 64 parts of the stream. Every list has one entry per
 * part, in the order of the stream. Of figures that add up the entries are what was added in that part, so that all of
 * them together are the figure of the rule's row, exactly; memory is what a rule held when the part ended.
 */
export const seriesSchema = z
  .object({
    events: byPart(count()).describe('Events handed to the engine in the part'),
    end_event: byPart(count()).describe('Number of the last event of the part'),
    end_ns: byPart(count()).describe(
      'When the part ended, since the run began; by the clock of wall_time_ns',
    ),
    end_event_time_ns: byPart(epochNs.nullable()).describe(
      'Latest event time up to there, of the events that batches ended with; null where none of them had one',
    ),
    rules: z
      .array(ruleSeriesSchema)
      .describe('Those that were offered an event or took time, in the order of the rules of the file'),
  })
  .refine(hasEqualLists, { error: 'its lists are not of the same length' })
  .nullable()
  .default(null)
  .describe('How the run went, part by part; null: not recorded, or there was no event');

export type RunSeries = NonNullable<z.output<typeof seriesSchema>>;

/** A file may hold anything, and whoever reads a part reads it of every list. */
function hasEqualLists({ rules, ...ends }: ListsByPart): boolean {
  const lists = [ends, ...rules].flatMap((one) => Object.values<unknown>(one)).filter(Array.isArray);
  return lists.every(({ length }) => length === ends.end_event.length);
}

interface ListsByPart {
  readonly end_event: readonly number[];
  readonly rules: readonly RuleSeries[];
}

/** The figures of a rule's row that its series adds up to. */
export interface RowFigures {
  readonly rule_id: string;
  readonly cpu_time_ns: number;
  readonly events_processed: number;
  readonly evaluations: number;
  readonly matches: number;
  readonly alerts_generated: number;
  readonly errors: number;
  readonly memory_bytes: number | null;
}

/**
 * The series of a run file. What came after the last part was closed is the rest of the rows' figures, whenever that was
 * billed: so nothing is lost between the two.
 *
 * @param findings read before the rows were made, so that no part has more than its row
 * @param rows by rule, in the pack's order
 * @param order the same rows in the order of the file
 * @param wallTimeNs of the whole run, whole nanoseconds
 */
export function seriesEntry<Row extends RowFigures>(
  findings: SeriesFindings | undefined,
  rows: readonly Row[],
  order: readonly Row[],
  wallTimeNs: number,
): RunSeries | null {
  // What rules took without an event, as when they end, would be of no part.
  if (findings === undefined || findings.parts.length === 0) return null;
  const { parts } = findings;
  const ruleOf = new Map(rows.map((row, rule) => [row, rule]));
  const endsNs = parts.map(({ timeNs }) => Math.min(Math.round(timeNs), wallTimeNs));
  // The last part has all that the rows have.
  endsNs[endsNs.length - 1] = wallTimeNs;
  return {
    events: parts.map(({ events }, part) => events - (parts[part - 1]?.events ?? 0)),
    end_event: parts.map(({ lastEvent }) => lastEvent),
    end_ns: endsNs,
    end_event_time_ns: parts.map(({ eventTimeNs }) => eventTimeNs ?? null),
    rules: order
      .filter((row) => row.events_processed > 0 || row.cpu_time_ns > 0)
      .map((row) => ruleSeries(parts, ruleOf.get(row)!, row)),
  };
}

function ruleSeries(parts: readonly SeriesPart[], rule: number, row: RowFigures): RuleSeries {
  const added = (column: SeriesColumn, total: number): number[] => {
    let before = 0;
    return parts.map(({ totals }, part) => {
      const isLast = part === parts.length - 1;
      // Rounded first, so that the differences add up to the last figure whatever was rounded.
      const upTo = isLast ? total : Math.round(totals![column][rule]!);
      const here = upTo - before;
      before = upTo;
      return here;
    });
  };
  return {
    rule_id: row.rule_id,
    cpu_time_ns: added('cpuTimeNs', row.cpu_time_ns),
    events_processed: added('offered', row.events_processed),
    evaluations: added('evaluations', row.evaluations),
    matches: added('matches', row.matches),
    alerts_generated: added('alerts', row.alerts_generated),
    errors: row.errors === 0 ? null : added('errors', row.errors),
    memory_bytes: parts.map(({ totals }, part) =>
      part === parts.length - 1 ? row.memory_bytes : wholeOrNull(totals!.memoryBytes[rule]!),
    ),
  };
}

/** The table says NaN of what was not measured. */
function wholeOrNull(value: number): number | null {
  return Number.isNaN(value) ? null : Math.round(value);
}
