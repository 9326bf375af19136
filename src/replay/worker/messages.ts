import type { Alert } from '../../engine/alert.ts';
import type { AdapterName } from '../../engine/events/adapter.ts';
import type { FaultEntries } from '../../profiler/fault-log.ts';
import type { RunFindings } from '../../profiler/run-findings.ts';
import type { ProgressFigures } from '../../profiler/run-progress.ts';
import type { SharedMetricsBuffers } from '../../profiler/shared-metrics.ts';
import type { ProblemCount } from '../input/problem-log.ts';
import type { JobSettings } from '../jobs/job-settings.ts';
import type { ReplayOptions, ReplayResult } from '../replay.ts';

/** Those of a replay's options that do not survive the way to another thread: functions, and what holds some. */
type NotPlain =
  | 'metrics'
  | 'headStart'
  | 'signal'
  | 'clock'
  | 'onAlert'
  | 'onProblem'
  | 'onFault'
  | 'onFindings'
  | 'onAdapter'
  | 'afterBatch';

/** The options of a replay that are plain data. */
export interface PlainReplayOptions extends Omit<ReplayOptions, NotPlain> {
  /** How it is split among threads; one does everything unless given. */
  readonly jobs?: JobSettings;
}

/** A replay for an engine's thread to do. */
export interface ReplayJob {
  readonly options: PlainReplayOptions;
  readonly metrics: SharedMetricsBuffers;
  /** Looked at after every batch. @see StopFlag */
  readonly stopFlag: SharedArrayBuffer;
}

/** What an engine's thread is told. */
export type ToEngine =
  /** Rules to profile will come: what they have no part in can be started. */
  | { readonly kind: 'prepare'; readonly sampleIntervalUs: number }
  | { readonly kind: 'run'; readonly job: ReplayJob }
  /** Everything of one `batch` message has been dealt with. */
  | { readonly kind: 'taken' }
  /** To stop also where it waits for input and looks at no flag. */
  | { readonly kind: 'stop' };

/** What came up since the message before; what did not change is absent. */
export interface News {
  /** In stream order. */
  readonly alerts: readonly Alert[];
  /** All problems of the stream so far. */
  readonly problems?: readonly ProblemCount[];
  /** All faults of rules so far. */
  readonly faults?: FaultEntries;
  /** What a profiled run has found so far. */
  readonly findings?: RunFindings;
  /** Inputs whose reading began, by their place among the inputs. */
  readonly adapters?: readonly { readonly input: number; readonly adapter: AdapterName }[];
}

/** A replay's result without what the shared tables hold. */
export type PlainReplayResult = Omit<ReplayResult, 'table' | 'compileNs' | 'faults'>;

/** What an engine's thread tells. */
export type FromEngine =
  /** With how far the run is: the thread may be ended before the shared figures say so. */
  | { readonly kind: 'batch'; readonly news: News; readonly figures: ProgressFigures }
  /** The last message of a replay that came to its end, whether or not it was stopped before. */
  | { readonly kind: 'end'; readonly news: News; readonly result: PlainReplayResult };
