import type { PredicateUsage } from '../../src/engine/predicate/predicate.ts';
import type { RuleFault } from '../../src/engine/predicate/predicate-fault.ts';
import { PHASES, type Phase } from '../../src/engine/probe.ts';
import type { RuleState } from '../../src/engine/sequence/rule-state.ts';
import { FaultLog } from '../../src/profiler/fault-log.ts';
import { MetricsTable } from '../../src/profiler/metrics-table.ts';
import { buildRun, type FinishedRun } from '../../src/report/build-run.ts';
import type { RunFile } from '../../src/report/run-file.ts';

/** One rule of a sample run; what is not given is zero, never or ordinary. */
export interface SampleRule {
  readonly id: string;
  readonly kind?: 'eql' | 'sequence' | 'lua' | 'wasm';
  readonly name?: string;
  readonly tags?: readonly string[];
  readonly cpuTimeNs?: number;
  readonly offered?: number;
  readonly evaluations?: number;
  readonly matches?: number;
  /** Times of the alerts raised. */
  readonly alertsNs?: readonly bigint[];
  /** Null where it was not measured. */
  readonly compileNs?: number | null;
  /** What a Lua or Wasm rule uses. */
  readonly usage?: PredicateUsage;
  /** What it did wrong, in order. */
  readonly faults?: readonly RuleFault[];
  /** What a sequence remembers. */
  readonly state?: RuleState;
  /** Of a sequence: evaluations and matches of each step. */
  readonly steps?: readonly (readonly [evaluations: number, matches: number])[];
}

/** A finished run made of rules and phases, on a machine that exists nowhere; wall time is what adds up. */
export function finishedRun(
  rules: readonly SampleRule[],
  phasesNs: Partial<Record<Phase, number>> = {},
  overrides: Partial<FinishedRun> = {},
): FinishedRun {
  const table = MetricsTable.create(
    rules.length,
    rules.map(({ steps }) => steps?.length ?? 0),
  );
  const faults = new FaultLog();
  for (const [index, rule] of rules.entries()) {
    table.cpuTimeNs[index] = rule.cpuTimeNs ?? 0;
    table.offered[index] = rule.offered ?? 0;
    table.evaluations[index] = rule.evaluations ?? rule.offered ?? 0;
    table.matches[index] = rule.matches ?? rule.alertsNs?.length ?? 0;
    if (rule.state !== undefined) table.setState(index, rule.state);
    for (const [step, [evaluations, matches]] of (rule.steps ?? []).entries()) {
      table.stepEvaluations[table.stepIndex(index, step)] = evaluations;
      table.stepMatches[table.stepIndex(index, step)] = matches;
    }
    for (const timeNs of rule.alertsNs ?? []) table.countAlert(index, timeNs);
    if (rule.usage !== undefined) table.setUsage(index, rule.usage);
    for (const fault of rule.faults ?? []) {
      table.countFault(index, fault.quarantined);
      faults.add(index, fault);
    }
  }
  for (const [index, phase] of PHASES.entries()) table.phaseNs[index] = phasesNs[phase] ?? 0;
  return {
    endedAt: new Date('2024-05-01T12:00:00Z'),
    engine: {
      name: 'kestrel-perf',
      version: '0.1.0',
      node: '20.19.0',
      v8: '11.3.244.8-node.33',
      platform: 'linux',
      arch: 'x64',
      cpu_model: 'Abacus 3000',
      cpu_count: 2,
      lua_runtime: 'wasmoon',
    },
    pack: {
      hash: 'sha256:00',
      files: rules.length,
      paths: ['rules'],
      skipped: [{ reason: 'esql rule', count: 2 }],
    },
    rules: rules.map((rule) => ({
      id: rule.id,
      name: rule.name ?? rule.id,
      kind: rule.kind ?? 'eql',
      severity: 'medium',
      tags: rule.tags ?? [],
      file: `${rule.id}.eql`,
      origin: { file: `${rule.id}.eql`, line: 1, column: 1 },
    })),
    outcomes: rules.map(({ compileNs }, index) => ({
      compileNs: compileNs === undefined ? 1_000 : compileNs,
      faults: faults.of(index),
    })),
    stream: {
      hash: null,
      inputs: ['events.ndjson'],
      events: 1_000,
      bytes: 2_000_000,
      first_event_ns: 1_714_557_600_000_000_000n,
      last_event_ns: 1_714_557_660_123_456_789n,
    },
    table,
    wallTimeNs: table.spansNs.reduce((total, spanNs) => total + spanNs, 0),
    clock: { readCostNs: 40, resolutionNs: 40 },
    alertHash: 'sha256:11',
    warnings: [],
    streamWarnings: [],
    ...overrides,
  };
}

/** The run file of `finishedRun`. */
export function sampleRun(...args: Parameters<typeof finishedRun>): RunFile {
  return buildRun(finishedRun(...args));
}

/** A fault of an ordinary kind, at an event after which the rule goes on. */
export function faultOf(overrides: Partial<RuleFault> = {}): RuleFault {
  return { kind: 'error', reason: 'it threw', eventNumber: 7, quarantined: false, ...overrides };
}

/** A run with a rule of each sort: slow, noisy, silent, never offered, and one whose text is hostile and that failed. */
export function variedRun(): RunFile {
  const hitNs = 1_714_557_600_123_456_789n;
  return sampleRun(
    [
      { id: 'silent', cpuTimeNs: 40_000, offered: 100, evaluations: 20 },
      { id: 'slow-regex', cpuTimeNs: 60_000_000, offered: 1_000, alertsNs: [hitNs, hitNs - 5n], matches: 3 },
      {
        id: 'noisy',
        kind: 'sequence',
        cpuTimeNs: 900_000,
        offered: 3,
        alertsNs: [1n, 2n],
        tags: ['T1059', 'a;b'],
        state: {
          partialMatches: 3,
          peakPartialMatches: 9,
          expired: 4,
          evicted: 0,
          lateEvents: 0,
          memoryBytes: 1_024,
          peakMemoryBytes: 4_096,
        },
        steps: [
          [3, 2],
          [1, 1],
        ],
      },
      { id: 'unused', compileNs: null },
      {
        id: '=cmd|"x"!A1',
        name: '\u001b[31m@SUM(1,2)\nnext',
        cpuTimeNs: 2_000,
        offered: 10,
        kind: 'wasm',
        usage: {
          memoryBytes: 65_536,
          peakMemoryBytes: 131_072,
          hostCalls: 20,
          tableEntries: 2,
          moduleBytes: 300,
        },
        faults: [faultOf(), faultOf({ eventNumber: 9 }), faultOf({ eventNumber: 12, quarantined: true })],
      },
    ],
    { read: 1_000_000, decode: 30_000_000, collect: 50 },
  );
}
