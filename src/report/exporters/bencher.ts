import type { RuleRow, RunFile } from '../run-file.ts';
import { benchmarkName } from './benchmark-name.ts';
import { type Exporter, writeText } from './exporter.ts';

/**
 * A run in Bencher Metric Format, for `bencher run --adapter json`: a benchmark per rule. Times are nanoseconds, memory
 * is bytes, `cpu-share` is a part of 1. Bounds are 95 % intervals, where there are any; what is null has no entry.
 *
 * The format: https://bencher.dev/docs/reference/bencher-metric-format
 */
export const bencherExporter: Exporter = {
  extensions: ['.bmf.json'],
  write: (run, out) => writeText(out, `${JSON.stringify(benchmarks(run), undefined, 2)}\n`),
};

interface Metric {
  readonly value: number;
  readonly lower_value?: number;
  readonly upper_value?: number;
}

type Interval = readonly [number, number] | null;

function benchmarks({ rules }: RunFile): Record<string, Record<string, Metric>> {
  const entries = rules.map((row) => [keyOf(row), measures(row)] as const);
  return Object.fromEntries(entries.filter(([, found]) => Object.keys(found).length > 0));
}

/**
 * Bencher takes a UUID for a benchmark that it already has, and drops the alerts of one whose name ends with
 * `-bencher-ignore`. Ids of rules are often the one and could be the other; with the type behind they are neither.
 */
function keyOf({ rule_id, type }: RuleRow): string {
  return `${benchmarkName(rule_id)} (${type})`;
}

function measures(row: RuleRow): Record<string, Metric> {
  const { latency_intervals: intervals } = row;
  return Object.fromEntries([
    ...metric('latency', row.avg_latency_ns),
    ...metric('latency-p50', row.p50_latency_ns, intervals?.p50),
    ...metric('latency-p99', row.p99_latency_ns, intervals?.p99),
    ...metric('cpu-share', row.cpu_share),
    ...metric('memory', row.memory_bytes),
    ...metric('peak-memory', row.peak_memory_bytes),
    ...metric('allocated', row.allocated_bytes, row.allocated_interval),
  ]);
}

function metric(name: string, value: number | null, interval: Interval = null): [string, Metric][] {
  if (value === null) return [];
  if (interval === null) return [[name, { value }]];
  const [lower_value, upper_value] = interval;
  return [[name, { value, lower_value, upper_value }]];
}
