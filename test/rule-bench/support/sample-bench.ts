import {
  BENCH_VERSION,
  type BenchedRule,
  type BenchFile,
  type SideFigures,
} from '../../../src/rule-bench/bench-file.ts';

/** Figures of a side, around one median. */
export function sideFiguresOf(medianNs: number, more: Partial<SideFigures> = {}): SideFigures {
  return {
    events: 100,
    batch_events: 256,
    samples: 60,
    median_ns: medianNs,
    round_medians_ns: [medianNs, medianNs, medianNs],
    spread: 0,
    p75_ns: medianNs,
    p99_ns: medianNs,
    mean_ns: medianNs,
    margin_ns: 0,
    margin: 0,
    first_ns: medianNs,
    fields_ns: 0,
    whole_ns: medianNs,
    matched_share: 1,
    ...more,
  };
}

export function benchedRule(rule_id: string, more: Partial<BenchedRule> = {}): BenchedRule {
  return {
    rule_id,
    name: rule_id,
    type: 'EQL',
    file: `${rule_id}.eql`,
    events_reached: 200,
    events_matched: 100,
    match: null,
    no_match: null,
    warnings: [],
    ...more,
  };
}

export function sampleBench(rules: readonly BenchedRule[], more: Partial<BenchFile> = {}): BenchFile {
  return {
    schema_version: BENCH_VERSION,
    timestamp: '2024-05-01T10:00:00.000Z',
    engine: {
      name: 'kestrel-perf',
      version: '0.0.0',
      node: '20.19.0',
      v8: null,
      platform: 'linux',
      arch: 'x64',
      cpu_model: null,
      cpu_count: 1,
      lua_runtime: null,
    },
    pack_hash: 'sha256:0',
    events: 4_000,
    rounds: 3,
    time_ms: 50,
    clock_resolution_ns: 30,
    waiting_share: null,
    control: { match: null, no_match: null },
    rules: [...rules],
    findings: [],
    ...more,
  };
}
