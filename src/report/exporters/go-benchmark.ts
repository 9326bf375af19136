import type { RuleRow, RunFile } from '../run-file.ts';
import { visibleText } from '../visible-text.ts';
import { benchmarkField } from './benchmark-name.ts';
import { type Exporter, writeText } from './exporter.ts';

/**
 * A run in the format of Go benchmarks, for benchstat, which compares two sets of runs: put several files together.
 * An operation is one evaluation of a rule, and in the line of the replay one event. What is null has no value.
 *
 * The format: https://golang.org/design/14313-benchmark-format, units: https://golang.org/issue/43744.
 */
export const goBenchmarkExporter: Exporter = {
  extensions: ['.bench.txt'],
  write: (run, out) => writeText(out, `${goBenchmarkLines(run).join('\n')}\n`),
};

/** Go's names, which differ from those of Node. */
const GOOS: Readonly<Record<string, string>> = { win32: 'windows', sunos: 'solaris' };
const GOARCH: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386' };

/** Counters are the same in every run of one pack over one recording: benchstat is not to test them like times. */
const EXACT_UNITS = ['evaluations', 'matches', 'alerts'];

function goBenchmarkLines(run: RunFile): string[] {
  return [
    ...configurationLines(run),
    ...EXACT_UNITS.map((unit) => `Unit ${unit} assume=exact`),
    '',
    ...replayLines(run),
    ...run.rules.map(ruleLine),
  ];
}

/**
 * Benchstat compares only runs of which all of this is the same, so nothing is here that a change of the pack changes;
 * that stands in a comment.
 */
function configurationLines({ engine, stream, pack, timestamp }: RunFile): string[] {
  const { platform, arch, cpu_model, node } = engine;
  const entries: readonly (readonly [key: string, value: string | null])[] = [
    ['goos', GOOS[platform] ?? platform],
    ['goarch', GOARCH[arch] ?? arch],
    ['pkg', 'kestrel-perf'],
    ['cpu', cpu_model],
    ['node', node],
    ['recording', `${stream.events} events, ${stream.bytes} bytes`],
    ['recording-hash', stream.hash],
  ];
  const known = entries.flatMap(([key, value]) => (value === null ? [] : [`${key}: ${visibleText(value)}`]));
  return [`# ${timestamp}, pack ${visibleText(pack.hash)}`, ...known];
}

function replayLines({ stream, wall_time_ns, alerts }: RunFile): string[] {
  if (stream.events === 0) return [];
  const values = [measured(wall_time_ns / stream.events, 'ns/op'), measured(alerts.count, 'alerts')];
  return [resultLine('BenchmarkReplay-1', stream.events, values)];
}

function ruleLine(row: RuleRow): string {
  const { evaluations, allocated_bytes } = row;
  const allocated = allocated_bytes === null || evaluations === 0 ? null : allocated_bytes / evaluations;
  return resultLine(`BenchmarkRule/${benchmarkField(row.rule_id)}-1`, evaluations, [
    measured(row.avg_latency_ns, 'ns/op'),
    measured(allocated, 'B/op'),
    measured(seconds(row.p50_latency_ns), 'p50-sec/op'),
    measured(seconds(row.p99_latency_ns), 'p99-sec/op'),
    measured(row.peak_memory_bytes, 'peak-B'),
    measured(evaluations, 'evaluations'),
    measured(row.matches, 'matches'),
    measured(row.alerts_generated, 'alerts'),
  ]);
}

/**
 * Benchstat turns nanoseconds into seconds, but not where there are none: `0 p50-ns/op` would be a unit of its own. A
 * percentile of 0 is common, so they are written in the unit that benchstat shows.
 */
function seconds(ns: number | null): number | null {
  return ns === null ? null : ns / 1e9;
}

function measured(value: number | null, unit: string): string[] {
  return value === null ? [] : [`${value} ${unit}`];
}

function resultLine(name: string, operations: number, values: readonly string[][]): string {
  return [name, String(operations), ...values.flat()].join('\t');
}
