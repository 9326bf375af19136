import { PHASES, type Phase } from '../../../src/engine/probe.ts';
import type {
  LiveFigures,
  LiveProgress,
  LiveRule,
  LiveSnapshot,
  LiveSource,
  RuleDetails,
} from '../../../src/top/source/live-snapshot.ts';

const FIGURES: LiveFigures = {
  memoryBytes: null,
  peakMemoryBytes: null,
  cpuTimeNs: 0,
  offered: 0,
  evaluations: 0,
  alerts: 0,
  lastHitNs: null,
  p99LatencyNs: null,
  errors: 0,
  quarantined: false,
  state: null,
  steps: [],
};

/** A rule as a pack has it, with what a test does not care about filled in. */
export function liveRule(id: string, given: Partial<LiveRule> = {}): LiveRule {
  const ofFile = { file: `${id}.eql`, source: 'process where true', sourceLine: 1 };
  return { id, name: id, type: 'EQL', severity: 'medium', ...ofFile, ...given };
}

/** Figures of a rule, zero and unmeasured where a test does not care. */
export function liveFigures(given: Partial<LiveFigures> = {}): LiveFigures {
  return { ...FIGURES, ...given };
}

export interface SnapshotParts {
  readonly takenAtNs?: number;
  readonly progress?: Partial<LiveProgress>;
  readonly phaseNs?: Partial<Record<Phase, number>>;
  readonly figures?: readonly Partial<LiveFigures>[];
  readonly sampling?: LiveSnapshot['sampling'];
}

/** A snapshot of a run that has read half of 2 MB in a second. */
export function liveSnapshot(parts: SnapshotParts = {}): LiveSnapshot {
  const none = Object.fromEntries(PHASES.map((phase) => [phase, 0])) as Record<Phase, number>;
  return {
    takenAtNs: parts.takenAtNs ?? 0,
    progress: {
      state: 'running',
      bytesRead: 1e6,
      bytesTotal: 2e6,
      events: 1_000,
      wallTimeNs: 1e9,
      ...parts.progress,
    },
    phaseNs: { ...none, ...parts.phaseNs },
    figures: (parts.figures ?? []).map((figures) => liveFigures(figures)),
    sampling: parts.sampling ?? null,
  };
}

/** A source whose figures a test changes as it goes. */
export class FakeSource implements LiveSource {
  readonly rules: readonly LiveRule[];
  snapshot: LiveSnapshot;
  detailsOfRule: Partial<RuleDetails> = {};
  reads = 0;

  constructor(rules: readonly LiveRule[], snapshot: LiveSnapshot) {
    this.rules = rules;
    this.snapshot = snapshot;
  }

  read(): LiveSnapshot {
    this.reads++;
    return this.snapshot;
  }

  details(): RuleDetails {
    return { latency: null, hotSpots: null, faults: [], advice: [], ...this.detailsOfRule };
  }
}

/** Four rules, one of each type, of which each is first by another figure. */
export function fourKinds(): FakeSource {
  const rules = [
    liveRule('eql-one', { type: 'EQL', severity: 'low' }),
    liveRule('lua-one', { type: 'Lua', severity: 'critical' }),
    liveRule('sequence-one', { type: 'Sequence', severity: 'high' }),
    liveRule('wasm-one', { type: 'Wasm', severity: 'informational' }),
  ];
  const figures: Partial<LiveFigures>[] = [
    { cpuTimeNs: 4e6, offered: 100, evaluations: 100, alerts: 1, memoryBytes: 2_000 },
    { cpuTimeNs: 3e6, offered: 200, evaluations: 10, alerts: 2, memoryBytes: 1_230_000 },
    { cpuTimeNs: 2e6, offered: 900, evaluations: 900, alerts: 3, memoryBytes: 3_000 },
    { cpuTimeNs: 1e6, offered: 300, evaluations: 300, alerts: 99, memoryBytes: 4_000 },
  ];
  return new FakeSource(rules, liveSnapshot({ figures }));
}
