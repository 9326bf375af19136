import type { BatchFindings } from '../../engine/batch-findings.ts';
import type { AdapterName } from '../../engine/events/adapter.ts';
import type { RunFindings } from '../../profiler/run-findings.ts';
import type { SharedMetricsBuffers } from '../../profiler/shared-metrics.ts';
import type { ProblemCount } from '../input/problem-log.ts';
import type { PlainReplayOptions } from '../worker/messages.ts';
import type { PortionProgress } from './decode-portions.ts';
import type { Portion } from './portion.ts';

/** What a lane, one of the threads that read portions, is to do. */
export interface LaneJob {
  readonly options: PlainReplayOptions;
  readonly portions: readonly Portion[];
  /** Shared by all lanes. @see PortionQueue */
  readonly queue: SharedArrayBuffer;
  /** Of this lane alone. */
  readonly metrics: SharedMetricsBuffers;
  /** Looked at after every batch. @see StopFlag */
  readonly stopFlag: SharedArrayBuffer;
}

/** What a lane is told. */
export type ToLane =
  | { readonly kind: 'prepare'; readonly job: LaneJob }
  /** All lanes are prepared: time counts from here. */
  | { readonly kind: 'begin' }
  /** One `batch` message has been dealt with. */
  | { readonly kind: 'taken' };

/** How a lane went. */
export interface LaneResult {
  /** Events its engine was handed. */
  readonly events: number;
  readonly portions: number;
  /** From `begin` until it had nothing more to do, by a clock of its own; nanoseconds. */
  readonly wallTimeNs: number;
  /** Undefined without accounting. */
  readonly findings: Pick<RunFindings, 'gc' | 'scheduling' | 'fields'> | undefined;
}

/** Some of a portion, or its end: the message that has no findings. What did not change is absent. */
export interface PortionNews {
  readonly progress: PortionProgress;
  /** Events are numbered from the first of the portion. */
  readonly findings?: BatchFindings;
  /** Times of the first and last event of the batch that have one; nanoseconds since 1970. */
  readonly firstEventNs?: bigint;
  readonly lastEventNs?: bigint;
  /** Since the message before; lines are counted from the first of the portion. */
  readonly problems?: readonly ProblemCount[];
  /** What reads the input. */
  readonly adapter?: AdapterName;
}

/** What a lane tells. */
export type FromLane =
  /** Its rules are compiled. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'portion'; readonly news: PortionNews }
  /** Its last message. */
  | { readonly kind: 'end'; readonly result: LaneResult };
