import type { Phase } from '../../engine/probe.ts';
import type { RuleIndex, Severity } from '../../engine/rule.ts';
import type { HotSpot } from '../../profiler/hot-spot.ts';
import type { RunState } from '../../profiler/run-progress.ts';
import type { RuleType } from '../../report/rule-type.ts';

/** What the view knows of a rule before anything has run. Texts come from rule files: not to be trusted. */
export interface LiveRule {
  readonly id: string;
  readonly name: string;
  readonly type: RuleType;
  readonly severity: Severity;
  /** Relative to the pack's folder. */
  readonly file: string;
  /** As its author wrote it; empty for a binary module. */
  readonly source: string;
  /** The line of its file where `source` begins, from 1. */
  readonly sourceLine: number;
}

/** One step of a sequence or sample, so far. */
export interface LiveStep {
  /** Events its filter ran on. */
  readonly evaluations: number;
  /** Events its filter held for. */
  readonly matches: number;
}

/** What a sequence or sample remembers. */
export interface LiveState {
  readonly partialMatches: number;
  readonly peakPartialMatches: number;
  readonly expired: number;
  readonly evicted: number;
}

/** The figures of one rule since the run began. Null is what was not measured, or what its kind does not have. */
export interface LiveFigures {
  readonly memoryBytes: number | null;
  readonly peakMemoryBytes: number | null;
  readonly cpuTimeNs: number;
  /** Events of the rule's category. */
  readonly offered: number;
  /** Events its predicate ran on. */
  readonly evaluations: number;
  readonly alerts: number;
  /** Event time of the latest alert, nanoseconds since 1970. */
  readonly lastHitNs: bigint | null;
  /** Of single evaluations. */
  readonly p99LatencyNs: number | null;
  readonly errors: number;
  /** Whether the rule was taken out of the run. */
  readonly quarantined: boolean;
  readonly state: LiveState | null;
  /** Empty for rules without steps. */
  readonly steps: readonly LiveStep[];
}

/** How far the run is. */
export interface LiveProgress {
  readonly state: RunState;
  readonly bytesRead: number;
  /** Null where nobody can know, as with a pipe. */
  readonly bytesTotal: number | null;
  /** Events handed to the engine. */
  readonly events: number;
  /** Since the engine began to read. */
  readonly wallTimeNs: number;
}

/** How well the sampling profiler keeps up. */
export interface SamplingHealth {
  /** Null before V8 has handed any over, which it may do at the end only. */
  readonly samples: number | null;
  readonly askedIntervalUs: number;
  /** The median; null before there are enough samples to tell. */
  readonly observedIntervalUs: number | null;
}

/** A run at one moment. Plain data: it may be kept, and sent elsewhere. */
export interface LiveSnapshot {
  /** When it was taken, by a clock that never goes back; nanoseconds. */
  readonly takenAtNs: number;
  readonly progress: LiveProgress;
  readonly phaseNs: Readonly<Record<Phase, number>>;
  /** By rule, in the order of {@link LiveSource.rules}. */
  readonly figures: readonly LiveFigures[];
  /** Null where nothing is sampled. */
  readonly sampling: SamplingHealth | null;
}

/** So many evaluations took from `fromNs` up to, not including, `toNs`. */
export interface LatencyBucket {
  readonly fromNs: number;
  readonly toNs: number;
  readonly count: number;
}

/** What is shown of one rule only, and read only while it is shown. */
export interface RuleDetails {
  /** In ascending order, empty buckets left out; null where single evaluations are not timed. */
  readonly latency: readonly LatencyBucket[] | null;
  /**
   * The places inside the rule that took its time, the hottest first; null before they are known, empty where there
   * was too little to say.
   */
  readonly hotSpots: readonly HotSpot[] | null;
  /** What it did wrong, a sentence each. Not to be trusted. */
  readonly faults: readonly string[];
  /** What would make it cheaper, a sentence each. */
  readonly advice: readonly string[];
}

/** Where the view gets its figures from. Reading must not stop the engine. */
export interface LiveSource {
  readonly rules: readonly LiveRule[];
  read(): LiveSnapshot;
  details(rule: RuleIndex): RuleDetails;
}
