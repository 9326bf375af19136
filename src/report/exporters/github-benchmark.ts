import { countText } from '../figure-text.ts';
import type { RuleRow, RunFile } from '../run-file.ts';
import { benchmarkName } from './benchmark-name.ts';
import { type Exporter, writeText } from './exporter.ts';

/**
 * A run for github-action-benchmark, as its tool `customSmallerIsBetter` reads it: figures that are better when they are
 * smaller, of the run and of each rule. Shares of time are not among them: when one falls, others rise. What is null has
 * no entry.
 *
 * The format: https://github.com/benchmark-action/github-action-benchmark, `BenchmarkResult` in its `src/extract.ts`.
 */
export const githubBenchmarkExporter: Exporter = {
  extensions: ['.benchmark.json'],
  write: (run, out) => writeText(out, `${JSON.stringify(benchmarkEntries(run), undefined, 2)}\n`),
};

interface BenchmarkEntry {
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  /** How far off the value can be; shown as it is. */
  readonly range?: string;
  /** Shown beside the value. */
  readonly extra?: string;
}

function benchmarkEntries(run: RunFile): BenchmarkEntry[] {
  return [...runEntries(run), ...run.rules.flatMap(ruleEntries)];
}

function runEntries({ stream, wall_time_ns, pack }: RunFile): BenchmarkEntry[] {
  if (stream.events === 0) return [];
  const extra = `${countText(stream.events)} events\n${countText(pack.rules)} rules`;
  const value = wall_time_ns / stream.events;
  return [{ name: '(whole run): time per event', unit: 'ns/event', value, extra }];
}

function ruleEntries(row: RuleRow): BenchmarkEntry[] {
  const name = benchmarkName(row.rule_id);
  const entries: BenchmarkEntry[] = [];
  if (row.avg_latency_ns !== null) {
    const extra = `${countText(row.evaluations)} evaluations\n${countText(row.alerts_generated)} alerts`;
    entries.push({
      name: `${name}: average latency`,
      unit: 'ns/evaluation',
      value: row.avg_latency_ns,
      extra,
    });
  }
  if (row.p99_latency_ns !== null) entries.push(percentileEntry(name, row, row.p99_latency_ns));
  if (row.peak_memory_bytes !== null)
    entries.push({ name: `${name}: peak memory`, unit: 'bytes', value: row.peak_memory_bytes });
  return entries;
}

function percentileEntry(name: string, row: RuleRow, value: number): BenchmarkEntry {
  const { latency_intervals, timed_evaluations } = row;
  const interval = latency_intervals?.p99 ?? null;
  return {
    name: `${name}: p99 latency`,
    unit: 'ns',
    value,
    ...(interval !== null && { range: `${interval[0]} to ${interval[1]}` }),
    ...(timed_evaluations !== null && { extra: `${countText(timed_evaluations)} timed evaluations` }),
  };
}
