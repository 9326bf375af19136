import { PHASES } from '../engine/probe.ts';
import { compareWithWall } from '../profiler/conservation.ts';
import { rankRules } from './rank.ts';
import { RULE_KEYS, type RuleRow, type RunFile } from './run-file.ts';
import { momentText, type PartRange } from './run-range.ts';
import type { RuleSeries } from './run-series.ts';
import { describeWarning } from './warnings.ts';

/** What cannot be told for a part of a run. */
const NOT_KNOWN = Object.fromEntries(RULE_KEYS.map((key) => [key, null])) as Record<keyof RuleRow, null>;

const NO_PHASES = Object.fromEntries(PHASES.map((phase) => [`${phase}_ns`, null])) as RunFile['phases'];

/**
 * Some parts of a run as a run file. What its series does not say of them is null; the first warning says which they are.
 * Names, paths and versions, and the bytes of the stream, are those of the whole run. A run without phases does not
 * balance, and its `conservation` says so.
 *
 * @param range of the run's series, as `partsInRange` gives it
 */
export function runOfParts(run: RunFile, range: PartRange): RunFile {
  const { first, last } = range;
  const series = run.series!;
  const ofRule = new Map(series.rules.map((rule) => [rule.rule_id, rule]));
  const figures = run.rules.map((row) => partRow(row, ofRule.get(row.rule_id), range));
  const totalNs = sum(figures.map(({ cpu_time_ns }) => cpu_time_ns));
  const rows = figures.map((row) => ({ ...row, cpu_share: ratio(row.cpu_time_ns, totalNs) }));
  const wallTimeNs = Math.max(0, series.end_ns[last]! - (series.end_ns[first - 1] ?? 0));
  const balance = compareWithWall(totalNs, wallTimeNs);
  return {
    ...run,
    stream: {
      ...run.stream,
      hash: null,
      events: added(series.events, range),
      first_event_ns: first === 0 ? run.stream.first_event_ns : null,
      last_event_ns: last === range.partCount - 1 ? run.stream.last_event_ns : null,
    },
    wall_time_ns: wallTimeNs,
    phases: NO_PHASES,
    conservation: {
      ...run.conservation,
      accounted_ns: totalNs,
      difference_ns: balance.differenceNs,
      within_tolerance: balance.withinTolerance,
    },
    gc: null,
    scheduling: null,
    heap: null,
    sampling: null,
    timing: null,
    line_watch: null,
    fields: null,
    series: null,
    census: null,
    alerts: { count: sum(rows.map(({ alerts_generated }) => alerts_generated)), hash: null },
    warnings: [partWarning(range), ...run.warnings],
    budgets: [],
    rules: [...rankRules(rows, { sort: 'cpu', filter: 'all', topN: 0 }).shown],
  };
}

function partWarning({ first, last, partCount, firstEvent, lastEvent, fromNs, toNs }: PartRange) {
  return describeWarning({
    code: 'part-of-run',
    firstPart: first + 1,
    lastPart: last + 1,
    partCount,
    firstEvent,
    lastEvent,
    from: momentText(fromNs),
    to: momentText(toNs),
  });
}

/** @param series undefined of a rule that was offered nothing and took no time in the whole run */
function partRow(row: RuleRow, series: RuleSeries | undefined, range: PartRange): RuleRow {
  const { rule_id, type, name, severity, tags, file } = row;
  // Time that was billed anew may be more than these parts had.
  const cpuTimeNs = Math.max(0, added(series?.cpu_time_ns, range));
  const offered = added(series?.events_processed, range);
  const evaluations = added(series?.evaluations, range);
  const alerts = added(series?.alerts_generated, range);
  const memory = series?.memory_bytes.slice(range.first, range.last + 1) ?? [];
  const measured = memory.filter((bytes) => bytes !== null);
  return {
    ...NOT_KNOWN,
    rule_id,
    type,
    memory_bytes: memory.at(-1) ?? null,
    peak_memory_bytes: measured.length === 0 ? null : Math.max(...measured),
    cpu_time_ns: cpuTimeNs,
    events_processed: offered,
    alerts_generated: alerts,
    avg_latency_ns: ratio(cpuTimeNs, evaluations),
    evaluations,
    matches: added(series?.matches, range),
    alert_rate: ratio(alerts, offered),
    errors: added(series?.errors ?? undefined, range),
    quarantined: wasTakenOut(row, range.lastEvent),
    name,
    severity,
    tags,
    file,
  };
}

/** By the end of the parts. */
function wasTakenOut({ quarantined, faults }: RuleRow, lastEvent: number): boolean {
  return quarantined && (faults?.quarantined_at_event ?? 0) <= lastEvent;
}

function added(list: readonly number[] | undefined, { first, last }: PartRange): number {
  return sum(list?.slice(first, last + 1) ?? []);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
