import type { RuleRow, RunFile } from '../../../src/report/run-file.ts';
import { sampleRun } from '../sample-run.ts';

/** A run whose first rule was timed, sampled and measured in full, and whose second was not evaluated. */
export function measuredRun(overrides: Partial<RuleRow> = {}): RunFile {
  const run = sampleRun(
    [
      { id: 'slow', cpuTimeNs: 60_000, offered: 1_000, alertsNs: [5n], matches: 3 },
      { id: 'unused', kind: 'lua', compileNs: null },
    ],
    { read: 40_000 },
  );
  const [slow, unused] = run.rules as [RuleRow, RuleRow];
  const figures: Partial<RuleRow> = {
    memory_bytes: 2_048,
    peak_memory_bytes: 4_096,
    p50_latency_ns: 58,
    p99_latency_ns: 0,
    latency_intervals: { p50: [57, 59], p90: null, p99: [0, 1], p999: null },
    timed_evaluations: 800,
    allocated_bytes: 5_000,
    allocated_interval: [4_000, 6_000],
    ...overrides,
  };
  return { ...run, rules: [{ ...slow, ...figures }, unused] };
}
