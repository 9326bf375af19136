import { bytesText, countText, durationText, latencyText, rateText, shareText } from '../../figure-text.ts';
import type { RuleRow } from '../../run-file.ts';
import { eventSecondsText } from './event-seconds.ts';

/** A figure of a rule and what it is called. */
export type RuleFigure = readonly [label: string, text: string];

/** All figures of one rule that were measured, those of one sort together. */
export function ruleFigures(row: RuleRow): RuleFigure[] {
  return [...timeFigures(row), ...countFigures(row), ...latencyFigures(row), ...memoryFigures(row)];
}

function timeFigures(row: RuleRow): RuleFigure[] {
  return measured([
    ['cpu time', durationText(row.cpu_time_ns)],
    ['of all rules', row.cpu_share === null ? null : shareText(row.cpu_share)],
    ['of samples', withInterval(row.sampled_cpu_share, row.sampled_interval, shareText)],
    ['average', row.avg_latency_ns === null ? null : durationText(row.avg_latency_ns)],
    ['garbage collection', row.gc_ns === null ? null : durationText(row.gc_ns)],
    ['compiled in', row.compile_ns === null ? null : durationText(row.compile_ns)],
  ]);
}

function countFigures(row: RuleRow): RuleFigure[] {
  return measured([
    ['events offered', countText(row.events_processed)],
    ['evaluated', countText(row.evaluations)],
    ['matches', countText(row.matches)],
    ['alerts', countText(row.alerts_generated)],
    ['alert rate', row.alert_rate === null ? null : rateText(row.alert_rate)],
    ['last hit', row.last_hit_ns === null ? null : eventSecondsText(row.last_hit_ns)],
    ['faults', row.errors === 0 ? null : countText(row.errors)],
    ['partial matches, peak', counted(row.peak_partial_matches)],
    ['ended by maxspan', counted(row.expired)],
    ['dropped at a limit', counted(row.evicted)],
    ['late events', counted(row.late_events)],
    ['calls to the host', counted(row.host_calls)],
  ]);
}

function latencyFigures(row: RuleRow): RuleFigure[] {
  const within = row.latency_intervals;
  return measured([
    ['p50', withInterval(row.p50_latency_ns, within?.p50 ?? null, latencyText)],
    ['p90', withInterval(row.p90_latency_ns, within?.p90 ?? null, latencyText)],
    ['p99', withInterval(row.p99_latency_ns, within?.p99 ?? null, latencyText)],
    ['p99.9', withInterval(row.p999_latency_ns, within?.p999 ?? null, latencyText)],
    ['longest', row.max_latency_ns === null ? null : latencyText(row.max_latency_ns)],
    ['longest, at event', counted(row.slowest_event)],
    ['mean where it matched', row.avg_match_ns === null ? null : latencyText(row.avg_match_ns)],
    ['mean where it did not', row.avg_no_match_ns === null ? null : latencyText(row.avg_no_match_ns)],
    ['first evaluations', row.cold_latency_ns === null ? null : latencyText(row.cold_latency_ns)],
    ['evaluations timed', counted(row.timed_evaluations)],
  ]);
}

function memoryFigures(row: RuleRow): RuleFigure[] {
  const growth = row.memory_growth_bytes_per_1k_events;
  return measured([
    ['memory at the end', row.memory_bytes === null ? null : bytesText(row.memory_bytes)],
    ['memory, peak', row.peak_memory_bytes === null ? null : bytesText(row.peak_memory_bytes)],
    ['per 1,000 events', growth === null ? null : `${growth < 0 ? '-' : '+'}${bytesText(Math.abs(growth))}`],
    ['leaks', row.leak === null ? null : row.leak ? 'yes' : 'no'],
    ['allocated', withInterval(row.allocated_bytes, row.allocated_interval, bytesText)],
    ['module', row.module_bytes === null ? null : bytesText(row.module_bytes)],
  ]);
}

function measured(figures: readonly (readonly [string, string | null])[]): RuleFigure[] {
  return figures.flatMap(([label, text]) => (text === null ? [] : [[label, text] as const]));
}

function counted(value: number | null): string | null {
  return value === null ? null : countText(value);
}

function withInterval(
  value: number | null,
  interval: readonly [number, number] | null,
  text: (value: number) => string,
): string | null {
  if (value === null) return null;
  return interval === null ? text(value) : `${text(value)} (${text(interval[0])} to ${text(interval[1])})`;
}
