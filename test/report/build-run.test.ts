import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PHASES } from '../../src/engine/probe.ts';
import { buildRun } from '../../src/report/build-run.ts';
import { runFileSchema } from '../../src/report/run-file.ts';
import { faultOf, finishedRun, sampleRun, variedRun } from './sample-run.ts';

describe('buildRun', () => {
  test('writes the keys in the order of the format', () => {
    const run = variedRun();
    expect(Object.keys(run)).toEqual([
      'timestamp',
      'schema_version',
      'engine',
      'pack',
      'stream',
      'wall_time_ns',
      'phases',
      'conservation',
      'jobs',
      'gc',
      'scheduling',
      'heap',
      'sampling',
      'timing',
      'line_watch',
      'fields',
      'series',
      'census',
      'alerts',
      'warnings',
      'budgets',
      'rules',
    ]);
    expect(Object.keys(run.engine)).toEqual([
      'name',
      'version',
      'node',
      'v8',
      'platform',
      'arch',
      'cpu_model',
      'cpu_count',
      'lua_runtime',
    ]);
    expect(Object.keys(run.pack)).toEqual(['hash', 'rules', 'files', 'paths', 'skipped']);
    expect(Object.keys(run.phases)).toEqual(PHASES.map((phase) => `${phase}_ns`));
    expect(Object.keys(run.rules[0]!)).toEqual([
      'rule_id',
      'type',
      'memory_bytes',
      'peak_memory_bytes',
      'cpu_time_ns',
      'events_processed',
      'alerts_generated',
      'avg_latency_ns',
      'last_hit_ns',
      'evaluations',
      'matches',
      'alert_rate',
      'cpu_share',
      'p50_latency_ns',
      'p90_latency_ns',
      'p99_latency_ns',
      'p999_latency_ns',
      'max_latency_ns',
      'latency_intervals',
      'avg_match_ns',
      'avg_no_match_ns',
      'timed_evaluations',
      'cold_latency_ns',
      'slowest_event',
      'latency_histogram',
      'sampled_cpu_share',
      'sampled_interval',
      'samples',
      'hot_spots',
      'compile_ns',
      'gc_ns',
      'memory_growth_bytes_per_1k_events',
      'memory_growth_interval',
      'leak',
      'allocated_bytes',
      'allocated_interval',
      'memory_series',
      'errors',
      'quarantined',
      'partial_matches',
      'peak_partial_matches',
      'expired',
      'evicted',
      'late_events',
      'steps',
      'host_calls',
      'table_entries',
      'module_bytes',
      'faults',
      'advice',
      'name',
      'severity',
      'tags',
      'file',
    ]);
  });

  test('is what its schema says', () => {
    expect(runFileSchema.parse(variedRun())).toEqual(variedRun());
  });

  test('derives latency, rates and shares from what was counted', () => {
    const run = sampleRun([
      { id: 'a', cpuTimeNs: 300, offered: 100, evaluations: 20, matches: 9, alertsNs: [7n, 5n] },
      { id: 'b', cpuTimeNs: 100 },
    ]);
    expect(run.rules[0]).toMatchObject({
      rule_id: 'a',
      type: 'EQL',
      cpu_time_ns: 300,
      events_processed: 100,
      evaluations: 20,
      matches: 9,
      alerts_generated: 2,
      avg_latency_ns: 15,
      alert_rate: 0.02,
      cpu_share: 0.75,
      last_hit_ns: 7n,
      compile_ns: 1_000,
      quarantined: false,
    });
    expect(run.alerts).toEqual({ count: 2, hash: 'sha256:11' });
  });

  test('what a Lua rule uses has no tables and no module', () => {
    const usage = { memoryBytes: 10, peakMemoryBytes: 20, hostCalls: 3 };
    expect(sampleRun([{ id: 'a', kind: 'lua', usage }]).rules[0]).toMatchObject({
      memory_bytes: 10,
      peak_memory_bytes: 20,
      host_calls: 3,
      table_entries: null,
      module_bytes: null,
    });
  });

  test('says null, not zero, where there is nothing to divide or nothing was measured', () => {
    const run = sampleRun([{ id: 'a', compileNs: null }]);
    expect(run.rules[0]).toMatchObject({
      memory_bytes: null,
      peak_memory_bytes: null,
      avg_latency_ns: null,
      alert_rate: null,
      cpu_share: null,
      last_hit_ns: null,
      compile_ns: null,
    });
    expect(run.phases).toMatchObject({ read_ns: 0, sequence_ns: 0, gc_ns: null, profiler_ns: null });
  });

  test('shows gc and profiler time once somebody billed it', () => {
    expect(sampleRun([], { gc: 5, profiler: 6 }).phases).toMatchObject({ gc_ns: 5, profiler_ns: 6 });
  });

  test('an alert in 1970 is a hit', () => {
    expect(sampleRun([{ id: 'a', offered: 1, alertsNs: [0n] }]).rules[0]!.last_hit_ns).toBe(0n);
  });

  test('lists every rule, the most CPU time first', () => {
    const ids = variedRun().rules.map((row) => row.rule_id);
    expect(ids).toEqual(['slow-regex', 'noisy', 'silent', '=cmd|"x"!A1', 'unused']);
  });

  test('phases and the CPU time of all rules are the accounted time to the nanosecond', () => {
    const spanNs = fc.double({ min: 0, max: 1e12, noNaN: true });
    fc.assert(
      fc.property(fc.array(spanNs, { maxLength: 8 }), spanNs, spanNs, (rulesNs, readNs, gcNs) => {
        const run = sampleRun(
          rulesNs.map((cpuTimeNs, index) => ({ id: `r${index}`, cpuTimeNs })),
          { read: readNs, gc: gcNs },
        );
        const parts = [...Object.values(run.phases), ...run.rules.map((row) => row.cpu_time_ns)];
        expect(parts.filter((part) => part !== null && !Number.isInteger(part))).toEqual([]);
        const total = parts.reduce<number>((sum, part) => sum + (part ?? 0), 0);
        expect(run.conservation.accounted_ns).toBe(total);
        expect(run.conservation.difference_ns).toBe(total - run.wall_time_ns);
        // Rounding moves each part by half a nanosecond at most.
        expect(Math.abs(run.conservation.difference_ns)).toBeLessThanOrEqual(parts.length);
      }),
    );
  });

  test('refuses rules, outcomes and metrics that do not belong together', () => {
    const run = finishedRun([{ id: 'a' }]);
    expect(() => buildRun({ ...run, outcomes: [] })).toThrow(/1 rules has 0 outcomes and metrics of 1/);
    expect(() => buildRun({ ...run, rules: [] })).toThrow(/0 rules/);
  });
});

describe('warnings of a run', () => {
  const codes = (run: ReturnType<typeof sampleRun>) => run.warnings.map(({ code }) => code);

  test('none for an ordinary run', () => {
    expect(codes(sampleRun([{ id: 'a', cpuTimeNs: 100 }]))).toEqual([]);
  });

  test('time that was lost, with the figures', () => {
    const run = sampleRun([{ id: 'a', cpuTimeNs: 1_000_000 }], {}, { wallTimeNs: 2_000_000 });
    expect(codes(run)).toEqual(['time-not-conserved']);
    expect(run.warnings[0]!.message).toContain('1000000 ns of 2000000 ns, time was lost');
    expect(run.conservation).toMatchObject({
      difference_ns: -1_000_000,
      tolerance: 0.01,
      within_tolerance: false,
    });
  });

  test('a clock too coarse', () => {
    const run = sampleRun([{ id: 'a' }], {}, { clock: { readCostNs: 40, resolutionNs: 1_000_000 } });
    expect(codes(run)).toEqual(['clock-coarse']);
  });

  test('no rules, no events', () => {
    const { stream } = finishedRun([]);
    expect(codes(sampleRun([], {}, { stream: { ...stream, events: 0 } }))).toEqual(['no-events', 'no-rules']);
  });

  test('each rule in quarantine, with the reason', () => {
    const looped = faultOf({ kind: 'time', reason: 'it looped', quarantined: true });
    const run = sampleRun([
      { id: 'a' },
      { id: 'b', kind: 'lua', faults: [faultOf({ eventNumber: 3 }), looped] },
    ]);
    expect(run.warnings.map(({ code, message }) => [code, message])).toEqual([
      [
        'rule-quarantined',
        'rule b was taken out of the run at event 7 after 2 faults (1 error, 1 time), the first at event 3: it threw',
      ],
    ]);
    expect(run.rules.map((row) => [row.rule_id, row.errors, row.quarantined, row.faults])).toEqual([
      ['a', 0, false, null],
      [
        'b',
        2,
        true,
        {
          first: { kind: 'error', reason: 'it threw', event: 3 },
          by_kind: { error: 1, time: 1 },
          quarantined_at_event: 7,
        },
      ],
    ]);
  });

  test('a rule that went on after faults, behind those that did not', () => {
    const run = sampleRun([
      { id: 'a', kind: 'lua', faults: [faultOf()] },
      { id: 'b', kind: 'wasm', faults: [faultOf({ eventNumber: null, kind: 'load', quarantined: true })] },
    ]);
    expect(run.warnings.map(({ message }) => message)).toEqual([
      'rule b could not be started: it threw',
      'rule a had a fault at event 7 (error) and went on: it threw',
    ]);
    expect(run.rules.map((row) => [row.rule_id, row.quarantined, row.faults?.quarantined_at_event])).toEqual([
      ['a', false, null],
      ['b', true, null],
    ]);
  });

  test('those of others are kept: of the run first, then of the stream', () => {
    const brokenLine = {
      code: 'broken-line',
      message: 'a line is no JSON',
      count: 3,
      places: ['events.ndjson:7'],
    };
    const run = sampleRun(
      [{ id: 'a' }],
      {},
      { warnings: [{ code: 'run-stopped', signal: 'SIGINT', events: 5 }], streamWarnings: [brokenLine] },
    );
    expect(codes(run)).toEqual(['run-stopped', 'broken-line']);
    expect(run.warnings[1]).toEqual(brokenLine);
  });
});
