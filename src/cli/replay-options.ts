import type { AdapterName } from '../engine/events/adapter.ts';
import type { LuaRuntime } from '../engine/lua/lua-runtime.ts';
import type { RuleFilter, SortKey } from '../report/rank.ts';
import type { ListenAddress } from '../serve/listen/listen-address.ts';
import type { ColorChoice } from '../top/color-choice.ts';
import type { Thresholds } from '../top/model/cost-level.ts';

/** The options of `kestrel-perf replay`, as commander hands them over. */
export interface ReplayCommandOptions {
  readonly rules: readonly string[];
  readonly dump: readonly string[];
  /** Files of budgets. */
  readonly budgets: readonly string[];
  /** Budgets on one line. */
  readonly assert: readonly string[];
  /** The run file that budgets of regression compare with. */
  readonly base?: string;
  readonly sort: SortKey;
  readonly filter: RuleFilter;
  readonly topN: number;
  readonly alerts?: string;
  readonly since?: bigint;
  readonly until?: bigint;
  readonly limit?: number;
  readonly batchSize: number;
  /** Threads that read the recording. */
  readonly jobs: number;
  readonly maxLineBytes?: number;
  /** Milliseconds of event time. */
  readonly reorderWindow?: number;
  readonly maxPartialMatches?: number;
  readonly lua: LuaRuntime;
  /** Milliseconds. */
  readonly timeLimit?: number;
  /** Bytes. */
  readonly memoryLimit?: number;
  readonly maxFaults?: number;
  readonly captures: boolean;
  readonly format?: AdapterName;
  /** Seconds between two refreshes of the live view. */
  readonly interval: number;
  /** False with --no-top. */
  readonly top: boolean;
  /** The live view goes away by itself at the end. */
  readonly exit: boolean;
  readonly color: ColorChoice;
  /** Those of the live view that were given. */
  readonly level: Partial<Thresholds>;
  readonly strict: boolean;
  readonly quiet: boolean;
  /** False with --no-accounting. */
  readonly accounting: boolean;
  /** False with --no-advice. */
  readonly advice: boolean;
  /** False with --no-profile. */
  readonly profile: boolean;
  /** Microseconds. */
  readonly sampleInterval: number;
  /** False with --no-serve. */
  readonly serve: boolean;
  /** Where the figures are served over HTTP. */
  readonly listen?: ListenAddress;
  /** What those who ask there must bring. */
  readonly token?: string;
  /** False with --no-index. */
  readonly index: boolean;
}
