import type { MetricsTable } from '../profiler/metrics-table.ts';
import type { RuleRow } from '../report/run-file.ts';

/** What is counted and not timed, under the names of the run file: it is the same in every replay of one pack. */
export const COUNTERS = [
  'events_processed',
  'evaluations',
  'matches',
  'alerts_generated',
  'errors',
  'partial_matches',
  'peak_partial_matches',
  'expired',
  'evicted',
  'late_events',
  'host_calls',
] as const satisfies readonly (keyof RuleRow)[];

export type CounterName = (typeof COUNTERS)[number];

/** Null where a rule has no such thing. */
export type Counters = Readonly<Record<CounterName, number | null>>;

/** The counters of a run file's rule. */
export function countersOfRow(row: RuleRow): Counters {
  return Object.fromEntries(COUNTERS.map((name) => [name, row[name]])) as Counters;
}

/** The counters of a rule of a replay. */
export function countersOfTable(table: MetricsTable, rule: number): Counters {
  const ofKind = (column: ArrayLike<number>): number | null =>
    Number.isNaN(column[rule]!) ? null : column[rule]!;
  return {
    events_processed: table.offered[rule]!,
    evaluations: table.evaluations[rule]!,
    matches: table.matches[rule]!,
    alerts_generated: table.alerts[rule]!,
    errors: table.errors[rule]!,
    partial_matches: ofKind(table.partialMatches),
    peak_partial_matches: ofKind(table.peakPartialMatches),
    expired: ofKind(table.expired),
    evicted: ofKind(table.evicted),
    late_events: ofKind(table.lateEvents),
    host_calls: ofKind(table.hostCalls),
  };
}

/** Whether all of them hold the same counts. */
export function countTheSame(counters: readonly Counters[]): boolean {
  return COUNTERS.every((name) => counters.every((one) => one[name] === counters[0]![name]));
}
