import { RULE_TYPES } from '../../../src/report/rule-type.ts';
import type { RuleRow, RunFile } from '../../../src/report/run-file.ts';
import { type SampleRule, sampleRun } from '../sample-run.ts';

const PARTS = 64;
const HIT_NS = 1_714_557_600_123_456_789n;

/**
 * A run in which every rule has everything a page can show, with figures of a usual length: histograms of 60 buckets,
 * a course of 64 parts, five hot spots, three pieces of advice. Rules are named `rule-0000` and so on; the first costs most.
 */
export function fullRun(ruleCount: number): RunFile {
  const run = sampleRun(
    Array.from({ length: ruleCount }, (_, index) => ruleOf(index, ruleCount)),
    {
      read: 1_000_000,
      decode: 30_000_000,
      extract: 5_000_000,
      gc: 2_000_000,
    },
  );
  const rules = run.rules.map(detailed);
  const ends = Array.from({ length: PARTS }, (_, part) => part);
  return {
    ...run,
    rules,
    heap: { used_bytes: 50_000_000, peak_bytes: 60_000_000 },
    series: {
      events: ends.map(() => 16),
      end_event: ends.map((part) => (part + 1) * 16),
      end_ns: ends.map((part) => (part + 1) * 12_345_678),
      end_event_time_ns: ends.map((part) => HIT_NS + BigInt(part)),
      rules: rules.map(({ rule_id, cpu_time_ns }, rule) => ({
        rule_id,
        cpu_time_ns: ends.map((part) => Math.floor(cpu_time_ns / PARTS) + part * 37),
        events_processed: ends.map((part) => (rule + part) % 1_000),
        evaluations: ends.map((part) => (rule + part) % 900),
        matches: ends.map((part) => part % 3),
        alerts_generated: ends.map((part) => (part % 32 === 0 ? 1 : 0)),
        errors: null,
        memory_bytes: ends.map((part) => 16_384 + part * 13 * ((rule % 97) + 1)),
      })),
    },
  };
}

function ruleOf(index: number, count: number): SampleRule {
  return {
    id: `rule-${String(index).padStart(4, '0')}`,
    name: `Suspicious process of sort ${index} started by an unusual parent`,
    kind: (['eql', 'sequence', 'lua', 'wasm'] as const)[index % RULE_TYPES.length]!,
    tags: ['Domain: Endpoint', 'OS: Windows', `Tactic: ${index % 14}`],
    cpuTimeNs: 1_000 + (count - index) ** 2 * 137,
    offered: 1_000 + (index % 7),
    evaluations: 900 + (index % 11),
    matches: index % 5,
    alertsNs: Array.from({ length: index % 5 }, (_, alert) => HIT_NS + BigInt(index * 10 + alert)),
  };
}

function detailed(row: RuleRow, rule: number): RuleRow {
  return {
    ...row,
    memory_bytes: 20_000 + rule,
    peak_memory_bytes: 30_000 + ((rule * 7_919) % 10_007),
    p50_latency_ns: 1_234.5,
    p99_latency_ns: 9_876.5 + rule,
    timed_evaluations: 800,
    latency_histogram: Array.from({ length: 60 }, (_, bucket): [number, number] => [
      Math.floor(200 * 1.0625 ** bucket),
      1 + ((bucket * (rule + 3)) % 41),
    ]),
    memory_series: Array.from({ length: 16 }, (_, part): [number, number] => [
      (part + 1) * 64,
      20_000 + part,
    ]),
    hot_spots: Array.from({ length: 5 }, (_, spot) => ({
      kind: 'clause' as const,
      text: `process.command_line like~ ("*first-${spot}*", "*another pattern of rule ${rule}*")`,
      line: spot + 3,
      column: 9,
      share: 0.3 - spot * 0.05,
      interval: [0.3 - spot * 0.05 - 0.0123456789, 0.3 - spot * 0.05 + 0.0123456789] as [number, number],
      samples: 100 - spot,
    })),
    advice: Array.from({ length: 3 }, (_, entry) => ({
      code: 'expensive-clause-first' as const,
      finding: `Clause ${entry + 1} took 61.2 % of the time and let 12 of 900 events through`,
      action: 'Put the cheap test of process.name before it',
      text: 'process.command_line regex~ ".*[a-z0-9]{40}.*"',
      line: 4,
      column: 7,
      evidence: { clause_share: 0.6123456789, passed: 12, evaluations: 900 },
      saves_ns: 1_234_567,
    })),
  };
}
