import type { RuleIndex } from '../../engine/rule.ts';
import type { HotSpot } from '../hot-spot.ts';
import type { OtherOwner } from './sample-owners.ts';
import type { SampleTrace } from './sample-trace.ts';

/** What the sampling profiler says of one rule. */
export interface RuleSamples {
  readonly rule: RuleIndex;
  readonly samples: number;
  /** The hottest first; empty where nothing tells places inside it apart, or where samples are too few to say. */
  readonly hotSpots: readonly HotSpot[];
}

/** A hot spot among those of all rules. */
export interface RunHotSpot extends HotSpot {
  readonly rule: RuleIndex;
}

/** What the sampling profiler saw between the first batch and the last. Plain data. */
export interface SamplingFindings {
  /** Between two samples, as asked for; microseconds. */
  readonly intervalUs: number;
  /** Between two samples, as seen: the median, microseconds; null where there are none. */
  readonly observedIntervalUs: number | null;
  readonly samples: number;
  /** Rules with samples, in the order of the pack. */
  readonly rules: readonly RuleSamples[];
  /** The hottest places of all rules together, the hottest first; their shares are of the time of all rules. */
  readonly hotSpots: readonly RunHotSpot[];
  /** Samples that are of no rule. */
  readonly others: Readonly<Partial<Record<OtherOwner, number>>>;
  /** Share of the time that lies in gaps, more than two intervals away from the sample before; null without samples. */
  readonly missedShare: number | null;
  /** What starting, reading and stopping V8's profiler took, nanoseconds; starting and stopping are outside of the run. */
  readonly startNs: number;
  readonly readNs: number;
  /** The samples themselves; only where they were asked for. */
  readonly trace?: SampleTrace;
}
